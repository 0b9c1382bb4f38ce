"""Are the lists of one kind on the portal and on the app (云上内乡) alike?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Channel, CountyEvidence, ListKind
from checks.kinds.published import extent, gaps, list_duty
from checks.outcome import Outcome, Severity


@dataclass(frozen=True, slots=True)
class OnBothChannels:
    """Where policies are shown on one channel, are they on the other too?

    Nothing on either is another rule's business. A channel that was not searched, or not completely, is for
    a person with a picture of the screen.
    """

    kinds: tuple[ListKind, ...]
    criterion: str
    channels: tuple[Channel, Channel] = (Channel.PORTAL, Channel.APP)
    words: tuple[str, ...] = ("免申即享", "惠企政策")

    def grounds(self, county: CountyEvidence) -> bool:
        """Are they on any of the channels?"""
        return any(self.shown(county, channel) for channel in self.channels)

    def __call__(self, county: CountyEvidence) -> Iterator[Outcome]:
        there = [channel for channel in self.channels if self.shown(county, channel)]
        subject = list_duty(county, self.criterion, self.kinds[0])
        for channel in self.channels:
            if channel in there:
                continue
            searched = county.search_of(channel)
            values = {"there": there[0].label, "absent": channel.label}
            reason = f"仅见于{there[0].label}，{channel.label}"
            if searched.complete:
                said = f"{reason}（{extent(searched)}）未检索到"
                yield Outcome.fail("", "", said, values=values, subject=subject)
            else:
                why = gaps(searched) if searched.pages else "没有可供检索的网页"
                said = f"{reason}{why}，请人工截图核对"
                yield Outcome.review("", "", said, severity=Severity.S4, values=values, subject=subject)

    def shown(self, county: CountyEvidence, channel: Channel) -> bool:
        """A list with entries, an article or a filled column of such policies on this channel."""
        listed = any(
            one.entries and one.channel is channel for kind in self.kinds for one in county.lists(kind)
        )
        articles = (one.title for one in county.articles if one.channel is channel)
        columns = (page.title for page in county.pages if page.channel is channel and page.entries)
        return listed or any(word in title for title in (*articles, *columns) for word in self.words)
