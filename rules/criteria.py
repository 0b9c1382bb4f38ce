"""The criteria of the evaluation plan (评估要点) that rules refer to, as far as the plan is quoted to us."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """One point of the plan: its id as exported, a short title, the words of the plan that bind."""

    id: str
    title: str
    text: str = ""


COUNTY = (
    Criterion(
        "附件1-1",
        "推进落实惠企政策“免申即享”",
        "建立惠企政策库、公布政策清单；在内乡县人民政府网、云上内乡上传惠企政策",
    ),
    Criterion("附件1-2", "清理取消的证明事项", "已清理取消的证明事项，各部门不允许要求企业和群众提供"),
    Criterion(
        "附件1-3",
        "落实证明事项告知承诺工作机制",
        "在事项办事指南中对承诺可延迟或免交材料进行标注；进一步减时限、减环节、减材料",
    ),
    Criterion("附件1-4", "全面推行“一件事一次办”", "编制办事指南并对外公布"),
    Criterion("附件1-5", "落实“三集中三到位”", "事项全部进驻政务服务大厅"),
    Criterion("附件1-6", "乡镇便民服务体系建设", "人员到岗到位，专项资金足额保障，事项全部纳入"),
    Criterion("附件1-7", "规范行政审批中介服务", "每月在中介服务超市至少办理1件中介服务"),
    Criterion("附件1-8", "落实好差评工作机制", "一事一评、办事即评，差评及时整改、回访登记"),
    Criterion(
        "附件1-9",
        "星级、承诺时限、网上受理率等",
        "事项星级3星以上；行政许可即办件占比达到60%以上；即办件承诺时限1天、承诺件2天；网上受理率达到80%以上；事项发生率100%",
    ),
    Criterion(
        "附件1-10", "为企业群众提供便捷服务", "预约、延时服务、限时办结、上门服务、帮办代办等多种便捷服务"
    ),
    Criterion("附件1-11", "电子证照数据归集和应用", "每个证照有数据，全量归集，应录尽录"),
    Criterion(
        "附件1-12",
        "不允许出现兜底性条款",
        "消除办事指南中的模糊条款，属于兜底性质的“其他材料”“有关材料”等应逐一加以明确",
    ),
)
TOWNSHIP = (
    Criterion("附件2-1", "场所位置和面积", "使用面积150平方米以上，敞开式"),
    Criterion("附件2-2", "领导小组和人员", "有领导小组；编制满额，明确主任、副主任、业务骨干"),
    Criterion(
        "附件2-3",
        "综合窗口和服务专区",
        "设置2个综合窗口，设置窗口服务区、自助服务区、咨询投诉区、等候区四个服务专区",
    ),
    Criterion("附件2-4", "应进必进、轮值和村级站", "应进必进，人员明确，轮值到岗"),
    Criterion("附件2-5", "办公设备和便民设施", "办公设备、便民设施齐备，公共卫生间完好"),
    Criterion(
        "附件2-6",
        "网络接入、平台应用和事项公布",
        "三条专网接入；公布河南省乡村事项目录和本地便民服务应用清单",
    ),
    Criterion("附件2-7", "现场评价", "事后当场评价，一事一评；移动端事项引导评价"),
    Criterion(
        "附件2-8",
        "制度、电话、考勤和办事指南",
        "建立并落实10项制度，代办、一次告知、首问负责、预约服务、限时办结上墙；每个窗口有办事指南",
    ),
)
UNSCORED = Criterion("附加", "附加检查（不计分）")

CRITERIA = {criterion.id: criterion for criterion in (*COUNTY, *TOWNSHIP, UNSCORED)}
