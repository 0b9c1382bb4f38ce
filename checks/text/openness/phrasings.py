"""The fixed wordings as a table: what each matches, where it counts, when it is sure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from checks.text.openness.finding import Kind, Role, Sentence
from checks.text.openness.papers import Sort, phrase
from checks.text.wordlists import any_of

ASKING = (Role.MATERIALS, Role.CONDITIONS, Role.PROCESS, Role.NOTES, Role.ANSWER)
HAND = r"(?:提供|提交|出具|补充|补交|递交|报送|上传|附|准备|携带|增加|补正)"
DESK = rf"(?:{any_of('desk')})"


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way of wording: what it matches, where it counts, when it is sure."""

    kind: Kind
    pattern: re.Pattern[str]
    roles: tuple[Role, ...]
    reason: str
    sure: Callable[[Sentence, re.Match[str]], bool | None] = lambda sentence, found: True
    """True: a violation; False: for a person; None: nothing."""
    unless: re.Pattern[str] | None = None
    slight: Callable[[Sentence], bool] = lambda sentence: False
    """Only a lesser matter, because what is asked can still be told."""


def nothing_named(sentence: Sentence, found: re.Match[str]) -> bool:
    """Discretion over a paper that is named is weighed by a person, 视情况 and 根据需要 are not."""
    named = phrase(sentence.text[found.end() :])
    return named.sort in (Sort.OPEN, Sort.PARTLY, Sort.LOOSE) or not named.text


def nothing_referred_to(sentence: Sentence, found: re.Match[str]) -> bool | None:
    """按规定提交申请表 names a paper, 按规定办理登记 a step; 按规定提供 names nothing."""
    named = phrase(found["what"])
    handed = found["verb"] in ("提供", "提交", "出具")
    if found["what"].strip(" 的") and not (named.sort is Sort.OPEN or (named.sort is Sort.PARTLY and handed)):
        return None
    vague = len(found["whose"]) <= TELLING or VAGUE_SOURCE.search(found["whose"])
    return sentence.role is not Role.NOTES and bool(vague)


# 按有关规定 names no rules; 按传承人管理办法 may name some, and a person looks.
VAGUE_SOURCE = re.compile(
    r"国家|省|市|县|区|上级|部门|有关|相关|现行|最新|法律|法规|政策|本地|当地|窗口|行业|年度?|一定|规定|各"
)
TELLING = 2


def in_materials(sentence: Sentence, found: re.Match[str]) -> bool:
    return sentence.asks or sentence.role in (Role.MATERIALS, Role.CONDITIONS)


# Before 资料…请咨询…. Matches "办理时需携带哪些", "要带什么"; must not match "申请人".
WHICH_PAPERS = re.compile(r"(?:哪些|什么|何种|哪几样)[^,，。;；]{0,4}$")


ASK_FIRST = "请|可|先|应|需|须|建议|提前|具体|详情|直接|自行|欢迎|电话|到|向|前往|拨打|打"
CONSULT = "咨询|询问|问清|问明|问一?下|问问|打听|问询|问好|致电|来电|打个?电话|电话联系|电话确认"
NOT_INSTEAD = (
    r"疑问|疑义|问题|未尽|如需(?:帮助|了解)|帮助|进度|结果|(?:咨询|联系)(?:电话|方式)[:：]|"
    r"咨询(?:服务|机构|单位|公司|企业|报告|合同|意见|业务|费|师|记录|委托|成果|资质|申请人|及|、)|询问笔录|提出咨询|进行咨询"
)


def nothing_else_said(sentence: Sentence, found: re.Match[str]) -> bool | None:
    """Told to ask where papers are asked for; behind a list of them it may be mere advice."""
    if sentence.role is Role.CONDITIONS and not re.search(r"具体|条件|材料|资料|标准|要求", sentence.text):
        return None
    if not sentence.asks and sentence.role is not Role.CONDITIONS:
        return None
    return sentence.role is not Role.CONDITIONS and "、" not in sentence.text[: found.start()]


def about_papers(sentence: Sentence, found: re.Match[str]) -> bool | None:
    """In a remark only what papers are due counts, not when or how something is done."""
    if sentence.role is not Role.NOTES:
        return True
    clause = re.split(r"[,，。;；]", sentence.text[: found.start()])[-1]
    return True if re.search(r"材料|资料|证明|手续|证件", clause) else None


def never(sentence: Sentence, found: re.Match[str]) -> bool:
    return False


PHRASINGS = (
    # Matches "视具体情况提供收入证明", "根据需要提供补充证明"; must not match "根据实际情况填写表格".
    Phrasing(
        Kind.DISCRETION,
        re.compile(
            rf"(?:视(?:具体|实际|审查|审核|办理|个案|申请)?(?:的)?(?:情况|情形|需要|项目情况)(?:而定)?|视情(?:况)?|酌情|按需|(?:根据|结合|按照?|依据)[^,，。;；、]{{0,10}}?(?:实际需要|工作需要|审查需要|审核需要|审批需要|需要|实际情况|具体情况|情况|审查意见|审核意见|审查情况|审核情况|实际要求情况|实际))"
            rf"(?:,|，)?(?:要求[^,，。;；]{{0,6}})?(?:申请人)?(?:另行|可能|可以?|还|需|须|应|应当|要求|由|的|补充|增加)*{HAND}"
        ),
        ASKING,
        "未写明适用情形和材料名称",
        nothing_named,
        re.compile(r"(?:提供|提交)(?:以下|下列|如下)"),
    ),
    # Matches "必要时须提交单位介绍信", "特殊情况下提供…"; must not match "必要时组织专家评审".
    Phrasing(
        Kind.DISCRETION,
        re.compile(
            rf"(?:必要时|必要的时候|如有必要|如有需要|若有必要|如确有必要|需要时|如需要|特殊情况下?|特殊情形下?|个别情况下?|有必要时|(?:认为|审核|审查|核实)?(?:确有|确需|有)(?:必要|需要)(?:时|的)?|认为(?:必要|需要)(?:时|的)?)(?:,|，)?(?:可|可以|还|需|须|应|应当|要|请|另|另行|可能|会|要求|申请人|当事人|您|其|由|再|让|叫|{DESK})*(?:{HAND}|补(?=[一个份些])|带上?|拿)"
        ),
        ASKING,
        "未写明何种情形下需要提供",
        nothing_named,
        re.compile(r"(?:申请人|本人|您|自己)(?:认为|觉得)"),
    ),
    # Matches "单位证明(视情况提供)", "(必要时提供)"; must not match "(如有)".
    Phrasing(
        Kind.DISCRETION,
        re.compile(
            r"[(（](?:视[^,，。;；)）]{0,6}|必要时|根据[^,，。;；)）]{0,4}(?:需要|情况)|酌情|按需)(?:提供|提交|而定|出具)?[)）]"
        ),
        (Role.MATERIALS, Role.ANSWER),
        "未写明何种情形下需要提供",
        never,
    ),
    # Matches "视情况而定", "视具体情况确定" as what is to be handed in; must not match "视力情况".
    Phrasing(
        Kind.DISCRETION,
        re.compile(
            r"视[^,，。;；、]{0,10}(?:而定|确定|决定|增减)|因人而异|因情况而异|根据[^,，。;；、]{0,4}情况(?:而定|确定|增减)|看情况(?:再|而)"
        ),
        (Role.MATERIALS, Role.ANSWER, Role.CONDITIONS, Role.NOTES),
        "未写明适用情形和材料名称",
        about_papers,
    ),
    # Matches "有必要时须通过专家评审" as a condition; must not match "必要时可以延期".
    Phrasing(
        Kind.DISCRETION,
        re.compile(
            r"(?:必要时|有需要时|视情况?|视具体情况|视需要|根据需要)[^,，。;；]{0,4}(?:须|需|应|要)(?!求)"
        ),
        (Role.CONDITIONS,),
        "未写明何种情形下需要",
        never,
    ),
    # Matches "视情况安排现场核查" in a step; a step of the office is for a person to weigh.
    Phrasing(
        Kind.DISCRETION,
        re.compile(r"(?:视情况?|视具体情况|必要时|根据需要)[^,，。;；]{0,12}(?:费用|申请人|检测|鉴定|评估)"),
        (Role.PROCESS, Role.NOTES),
        "未写明在何种情形下进行",
        never,
    ),
    # Matches "以窗口要求为准", "以工作人员解释为准"; must not match "以身份证姓名为准".
    Phrasing(
        Kind.WINDOW,
        re.compile(
            rf"(?:以|按|按照)[^,，。;；、以]{{0,10}}?{DESK}[^,，。;；、]{{0,10}}?(?:要求|答复|解释|告知|通知|口径|核定|认定|审核|说明|为准|意见|回复|通知单|清单|规定|提示)?[^,，。;；、]{{0,4}}?为准"
            rf"|以[^,，。;；、]{{0,8}}(?:通知|公告|要求|答复|解释|口径|规定|电话告知)为准|最终解释权|{DESK}(?:说了算|口头告知|另行告知)|解释权归"
        ),
        ASKING,
        "以窗口（工作人员）口径代替公开的标准",
        lambda sentence, found: (
            bool(re.search(DESK, found.group())) or "解释权" in found.group() or sentence.asks
        ),
        re.compile(r"未尽"),
    ),
    # Matches "所需材料请咨询窗口", "具体要求详询0377-…"; must not match "咨询电话:0377-…",
    # "如有疑问请咨询窗口".
    Phrasing(
        Kind.WINDOW,
        re.compile(
            r"(?:具体|所需|需要|详细|其他|其它|其余|有关|相关|需提供|需提交|应提交|提交|申请|办理|其)?的?(?:材料|资料|证明|手续|条件|要求|标准|流程|程序|清单|细则|内容|情况|事项|事宜)(?:及[^,，。;；]{1,6})?(?:等)?[,，:：]?(?:请|可|需|应|须|烦请|以|建议)?(?:直接|提前|先|自行|到|前往|向|来|电话|致电|拨打|在)*[^,，。;；]{0,10}?(?:咨询|询问|详询|来电|致电|问询|联系|打电话)[^,，。;；]{0,16}"
            r"|^(?:请|具体|详细情况)?(?:请)?(?:详询|咨询|询问|请询)[^,，。;；]{0,6}(?:窗口|工作人员|大厅|电话|科室|股室|我局|办事处|社区|村)[^,，。;；]{0,8}$|(?:详询|请来电|请致电)"
        ),
        ASKING,
        "以咨询窗口（工作人员）代替公开的内容",
        lambda sentence, found: (
            in_materials(sentence, found)
            or bool(re.match(r"具体|所需|需|详", found.group()))
            or bool(WHICH_PAPERS.search(sentence.text[: found.start()]))
        ),
        re.compile(
            r"未尽|如有疑问|如有疑义|有疑问|如对|咨询电话[:：]|联系电话[:：]|咨询服务|如需(?:帮助|了解)|申请人咨询|提出咨询|进行咨询"
        ),
    ),
    # Instead of the papers, somebody to ask. Matches "具体咨询辖区市场监管所", "先打电话问清楚再来"; must
    # not match "工程咨询报告", "有疑问请咨询窗口".
    Phrasing(
        Kind.WINDOW,
        re.compile(rf"(?:{ASK_FIRST})[^,，。;；]{{0,12}}?(?:{CONSULT})"),
        (Role.MATERIALS, Role.ANSWER, Role.CONDITIONS),
        "以咨询窗口（工作人员）代替公开的内容",
        nothing_else_said,
        re.compile(NOT_INSTEAD),
    ),
    # Matches "请提前电话咨询需带哪些资料"; must not match "咨询办理进度".
    Phrasing(
        Kind.WINDOW,
        re.compile(
            rf"(?:{CONSULT})[^,，。;；]{{0,8}}?(?:所需|需要|需|要带|要交|带|交|准备|提供|提交)[^,，。;；]{{0,6}}?(?:材料|资料|手续|证件|哪些|什么|啥)"
        ),
        ASKING,
        "以咨询窗口（工作人员）代替公开的内容",
        lambda sentence, found: sentence.asks or sentence.role is Role.CONDITIONS,
        re.compile(NOT_INSTEAD),
    ),
    # Matches "由受理机构根据实际确定替代材料"; must not match "由民政局确定保障标准".
    Phrasing(
        Kind.DISCRETION,
        re.compile(
            rf"{DESK}[^,，。;；]{{0,14}}(?:确定|决定|认定|商定|研究|指定)[^,，。;；]{{0,6}}(?:材料|资料|证明|手续)(?=$|[。;；,，])"
        ),
        ASKING,
        "未写明适用情形和材料名称",
        in_materials,
    ),
    # Matches "所需资料按主管部门当年通知要求"; must not match "材料按清单顺序装订".
    Phrasing(
        Kind.REFERENCE,
        re.compile(
            r"(?:材料|资料|手续|证件|清单)[^,，。;；]{0,4}(?:按照?|参照|依照|依据|根据)[^,，。;；《》清单]{0,16}(?:通知|规定|要求|文件|政策|公告)(?:的?(?:要求|规定|执行|提供|提交|准备|为准))*[。;；]?$"
        ),
        (Role.MATERIALS, Role.CONDITIONS, Role.ANSWER, Role.NOTES),
        "只写按规定（要求），未附可查的清单",
        in_materials,
        re.compile(r"《|〔|第[一二三四五六七八九十百\d]+[条款项]"),
    ),
    # Matches "其余材料当场告知", "需补充的资料由窗口一次性告知"; must not match
    # "材料不齐的,一次性告知补正内容".
    Phrasing(
        Kind.DEFERRED,
        re.compile(
            rf"(?:其余|其他|其它|其它的|其他的|所需|需要|需补充|需要补充|补充|补正|具体|还需|另需|需提交|需提供|应提交|全部)的?(?:[^,，。;；由以待]{{0,4}}?)(?:材料|资料|证明|手续|要件|清单)(?:清单|名称)?[^。;；]{{0,12}}?(?:(?:由|待|等|以|到|经|在)?{DESK}[^,，。;；]{{0,10}}?(?:告知|通知|确定|提供|发放|领取|说明|明确|解释|认定|决定|掌握|为准)|(?:当场|现场|另行|届时|受理时|一次性|电话)(?:告知|通知|确定|说明|明确))"
        ),
        ASKING,
        "把应公开的材料清单留待窗口告知",
        lambda sentence, found: (
            sentence.asks
            or sentence.role is Role.CONDITIONS
            or bool(re.search("其余|其他|其它|所需|需要|还需|另需|具体", found.group()))
        ),
    ),
    # Matches "工作人员会告诉您还要带什么", "来了再说缺哪些"; must not match "工作人员告知办理结果".
    Phrasing(
        Kind.DEFERRED,
        re.compile(
            rf"(?:{DESK}|来了|到时|届时|到了)[^,，。;；]{{0,10}}(?:告诉|告知|通知|说明|提示|交代|讲|说|确认)[^,，。;；]{{0,10}}(?:带|交|提供|提交|补|准备|缺|少|差|要)[^,，。;；]{{0,6}}(?:什么|哪些|哪几|啥|材料|资料|证件|手续|东西)"
        ),
        (Role.MATERIALS, Role.CONDITIONS, Role.NOTES, Role.ANSWER),
        "把应公开的材料清单留待窗口告知",
    ),
    # Matches "剩下的材料等通知再交", "其他的到时候再补"; must not match "其他时间再办理".
    Phrasing(
        Kind.DEFERRED,
        re.compile(
            r"(?:其余|其他|其它|剩下|剩余|余下|别|缺)的?(?:材料|资料|证明|手续|证件|东西)?[^,，。;；]{0,10}?(?:等通知|再补|再交|再带|再说|再定|再提供|再提交)"
        ),
        ASKING,
        "把应公开的材料清单留待以后告知",
        in_materials,
    ),
    # Matches "由干部当面提醒补交", "缺什么经办人会发短信"; must not match "材料不齐的,通知补齐".
    Phrasing(
        Kind.DEFERRED,
        re.compile(
            r"(?:提醒|通知|告知|联系|短信|电话)(?:您|你|申请人|当事人|群众|企业)?(?:再|及时|另行|尽快)?(?:补交|补齐|补充|补送|补带)"
            r"|(?:缺|少|差|还要|需要|还需)(?:什么|啥|哪些)[^。;；]{0,12}(?:告诉|通知|告知|短信|打电话|联系|再说|提醒)"
        ),
        ASKING,
        "把应公开的材料清单留待以后告知",
        in_materials,
    ),
    # Matches "派出所要啥你就给啥", "社区叫你带的材料"; must not match "需要什么材料".
    Phrasing(
        Kind.WINDOW,
        re.compile(
            r"(?:要|需要|让带|让交|叫带)(?:啥|什么)[^,，。;；]{0,4}(?:给|带|交|拿|补|提供)(?:啥|什么)|(?:叫|让|要|喊)(?:你|您|我)们?(?:带|交|补|拿|提供|准备)的"
        ),
        ASKING,
        "以窗口（工作人员）口径代替公开的标准",
        in_materials,
    ),
    # What stands at some place may be a list or may not: a person looks. Matches "以最新公告内容为准" as
    # what is to be handed in; must not match "姓名以身份证为准".
    Phrasing(
        Kind.REFERENCE,
        re.compile(r"以[^,，。;；]{0,16}(?:推送|发布|公布|公示|公告|通告|最新)[^,，。;；]{0,8}为准"),
        (Role.MATERIALS, Role.ANSWER, Role.CONDITIONS),
        "所指内容未附上",
        never,
    ),
    # Matches "工作人员会根据您的情况列单子"; must not match "窗口出具受理单".
    Phrasing(
        Kind.DEFERRED,
        re.compile(
            rf"{DESK}[^,，。;；]{{0,14}}(?:列|开|开具|给|发|提供|打印)[^,，。;；]{{0,6}}(?:单子|清单|明细)"
        ),
        (Role.MATERIALS, Role.ANSWER),
        "把应公开的材料清单留待窗口告知",
        in_materials,
    ),
    # Matches "补正材料另附", "材料清单到窗口领取"; must not match "表格到窗口领取".
    Phrasing(
        Kind.DEFERRED,
        re.compile(
            r"(?:补正|补充)(?:材料|资料)(?:另附|另行提供|另定)|(?:材料|资料)(?:清单|目录)[^,，。;；]{0,6}(?:窗口|现场|大厅)[^,，。;；]{0,4}(?:领取|获取|索取)|(?:材料|资料)另行通知"
        ),
        ASKING,
        "把应公开的材料清单留待窗口告知",
    ),
    # Matches "按规定提交", "按照上级有关文件要求准备"; must not match "按《…条例》第八条规定提交".
    Phrasing(
        Kind.REFERENCE,
        re.compile(
            r"(?:按照?|依照?|依据|根据|参照|遵照)(?P<whose>[^,，。;；:：、《》]{0,14}?(?:[、和及][^,，。;；:：、《》]{1,8}?){0,3}?)(?:规定|要求|文件|政策|标准|通知|法律法规|法规|制度|办法|精神|规则|规程|口径|惯例)(?:的?(?:要求|规定|精神|条件|标准|程序))?(?:,|，)?(?:应当?|需|须|如实|自行|及时|一并|还)*(?P<verb>提供|提交|办理|准备|执行|出具|报送|携带)(?!下列|以下|如下)(?P<what>[^,，。;；]{0,20})"
        ),
        (Role.MATERIALS, Role.CONDITIONS, Role.ANSWER, Role.NOTES),
        "只写按规定（要求），未附可查的清单",
        nothing_referred_to,
        re.compile(
            r"《|第[一二三四五六七八九十百\d]+[条款项]|〔|本(?:指南|清单|表)|(?:清单|目录|样表|示范文本|系统|页面|提示|模板|表格|下列|以下|上述)[^,，。;；]{0,4}(?:要求|规定|标准)"
        ),
    ),
    # Matches "详见附件" as a whole row; must not match "照片(规格详见附件)".
    Phrasing(
        Kind.REFERENCE,
        re.compile(
            r"^(?:材料|资料|清单|申请材料|所需材料|具体|具体材料|材料清单|内容)*(?:请|均|可)?(?:详见|见|参见|参照)(?:附件|附表|相关文件|有关文件|文件|通知|官网|网站|上级文件|相关规定|有关规定|政策文件)[\d一二三四]*(?:执行|办理)?[。;；]?$"
        ),
        (Role.MATERIALS, Role.CONDITIONS, Role.ANSWER),
        "所指清单未见附上",
        never,
    ),
    # Matches "包括但不限于营业执照"; must not match "包括营业执照".
    Phrasing(
        Kind.OPEN_LIST,
        re.compile(r"(?:包括|包含|含|有|如)?(?:但|并)不(?:仅)?限于|不限于(?!此)|不仅限于"),
        ASKING,
        "“包括但不限于”使清单没有尽头",
        unless=re.compile(r"用途|范围[^,，。;；]{0,6}不限于|业务(?:包括|范围)"),
    ),
    # Matches "企业资质文件……", "身份证(略)"; must not match "更多…" or a title cut short.
    Phrasing(
        Kind.OPEN_LIST,
        re.compile(
            r"(?:……+|\.{6,}|。{3,})[。;；)）]?$|[、,，](?:……?|\.{3,})|(?:……?|\.{3,})(?:等|[)）])|[(（]略[)）]$"
        ),
        (Role.MATERIALS, Role.ANSWER, Role.CONDITIONS),
        "以省略号结尾",
        lambda sentence, found: sentence.role is not Role.CONDITIONS,
    ),
    Phrasing(
        Kind.OPEN_LIST,
        re.compile(r"(?<![….])(?:…|\.{3})$"),
        (Role.MATERIALS,),
        "以省略号结尾，也可能是标题被截断",
        never,
    ),
    # What somebody at the desk may name, in words of their own. Matches "窗口点名要的", "评审组另行索取的
    # 图纸", "工作人员让补别的"; must not match "窗口出具的受理单", "工作人员要求核对原件".
    Phrasing(
        Kind.WINDOW,
        re.compile(
            rf"(?:{DESK}|人员|同志|机构|单位|专家|学校|民警|干部)[^,，。;；、]{{0,12}}?"
            r"(?:点名要|说要|提示|临时提出|提出|另索|另行索取|索取|让补|让交|让带|要看|认为还应|要求拍摄|要求上传)"
            r"[^,，。;；、]{0,12}?(?:的(?:材料|资料|证明|文件|凭据|凭证|图纸|影像|东西)?(?=$|[。;；,，、)）])"
            r"|(?:的|别的|其他)?(?:材料|资料|证明|文件|凭据|凭证|补件|图纸|影像)(?=$|[。;；,，、)）])|别的)"
        ),
        (Role.MATERIALS, Role.ANSWER, Role.NOTES),
        "由窗口（工作人员）提出，未列明材料名称，请人工核查",
        never,
        re.compile(r"申请人提出|当事人提出|本人提出"),
    ),
    # The list is put off. Matches "由评审小组通知", "其余纸质件在受理时另行通知"; must not match
    # "领证时间另行通知".
    Phrasing(
        Kind.DEFERRED,
        re.compile(
            r"(?:受理时|届时|到时候?|现场)[^,，。;；]{0,6}(?:另行)?(?:告知|通知|确定)$"
            r"|(?:件|资料|文件|材料|证件|凭证)[^,，。;；时]{0,10}(?:另行|自行|现场)(?:通知|告知|确定)"
            r"|^由[^,，。;；、]{2,12}(?:通知|告知)[。;；]?$|(?:根据|视|按)[^,，。;；、]{0,10}需要确定[。;；]?$|来了再说"
        ),
        (Role.MATERIALS, Role.ANSWER),
        "把应公开的材料清单留待以后告知，请人工核查",
        never,
    ),
    # A generic paper with nothing but a vague adjective. Matches "委托书及附随文件", "若干辅助证件",
    # "诸如流水一类的凭证"; must not match "配套费缴纳凭证", "全套施工图纸".
    Phrasing(
        Kind.OTHER,
        re.compile(
            r"(?:附随|随附|配套|附属|辅助性?|补充性|支撑性?|证据性|佐证性|一应|全套|整套|若干|相应之|沾边的|有牵连的|那些|方面的)"
            r"(?:书面)?(?:材料|资料|文件|文档|证件|证照|单据|凭证|凭据|记录|支撑件|件)(?=$|[。;；,，、)）也])"
            r"|(?:检查)?(?:报告|证明|证件|材料|资料|文件)若干|诸如[^,，。;；]{1,20}一类的|支撑件"
            r"|凡是?[^,，。;；、]{2,14}的(?:东西|记录|书面记录|材料|资料|单据|凭证)|未列[^,，。;；、]{0,8}(?:需|要)的$"
        ),
        (Role.MATERIALS, Role.ANSWER, Role.NOTES),
        "只有笼统的名称，无法确定是什么材料，请人工核查",
        never,
        re.compile(r"《|如下|下列|以下|[:：].*、"),
    ),
    # Somebody's further demand without a name. Matches "另有要求的,还应附具", "有新要求的,从其要求";
    # must not match "合同另有约定的,从其约定".
    Phrasing(
        Kind.DISCRETION,
        re.compile(
            r"(?:另有|有新)(?:的)?要求的?[,，]?(?:还|也)?(?:应|须|需|从)|须?进一步举证|再开证明|还要?交别的|补别的也得补"
            r"|不提交[^,，。;；]{0,10}(?:索取|要求)的?(?:材料|资料)|仅为基本材料"
        ),
        (Role.MATERIALS, Role.ANSWER, Role.NOTES),
        "未写明何种情形、什么材料，请人工核查",
        never,
        re.compile(r"法律|法规|另有约定"),
    ),
    # A condition that nobody can look up. Matches "内部掌握的标准", "符合上级文件精神";
    # must not match "符合《…办法》规定的条件".
    Phrasing(
        Kind.CONDITION,
        re.compile(
            r"内部掌握|文件精神|实际执行的?(?:政策|标准|规定)|(?:提出|规定|确定)的(?:各项|别项|其余|另外)[^,，。;；]{0,6}(?:要求|条件)"
            r"|具备[^,，。;；、]{0,8}一定(?:的)?条件$|(?:适当|良好|合适)等条件"
        ),
        (Role.CONDITIONS,),
        "条件未写明，无从查找，请人工核查",
        never,
        re.compile(r"《|〔|如下|下列|以下"),
    ),
)
