"""The Hub, asked politely: nothing twice that is known, never more at once than agreed, waiting where it says so, and not for ever."""

import random
import re
import threading
import time
from collections.abc import Callable
from urllib.parse import quote

from licint.sources.addresses import read_hosts
from licint.sources.cache import Answer, Cache
from licint.sources.hub_answers import Refusal, refusal_of
from licint.sources.settings import Settings
from licint.sources.transport import Transport

IN_FLIGHT = 16
ATTEMPTS = 5
FRESH = 300.0  # seconds in which an answer about a branch is not asked for again: one window of the Hub's rate limits
RESUMED = 86_400.0  # the same with --resume
RETRIED = (408, 429, 500, 502, 503, 504)
MAX_WAIT = 330.0  # seconds to wait for the Hub to accept requests again
MAX_INFO = 24_000_000  # bytes

_REMAINING = re.compile(r";\s{0,5}r=(\d{1,9})")
_RESET = re.compile(r";\s{0,5}t=(\d{1,9})")


class HubClient:
    """One endpoint during one run; safe to use from many threads."""

    def __init__(
        self,
        settings: Settings,
        *,
        on_wait: Callable[[float], None] = lambda seconds: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings = settings
        self.endpoint = settings.endpoint
        self.cache = Cache(settings.cache_dir, settings.token or "")
        self.transport = Transport(settings.endpoint, settings.token, 2 * IN_FLIGHT)
        self.asked = 0  # requests for something, however many redirects and repetitions they took
        self.stale = False  # an answer was used that could not be asked for again
        self._on_wait = on_wait
        self._sleep = sleep
        self._slots = threading.BoundedSemaphore(IN_FLIGHT)
        self._end = time.monotonic() + settings.time_limit
        self._resume_at = 0.0
        self._told_until = 0.0
        self._reached = False
        self._down: Refusal | None = None

    def url(self, *parts: str) -> str:
        """An address of the endpoint: each part quoted, `/` kept."""
        return "/".join([self.endpoint, *(quote(part, safe="/") for part in parts)])

    def get(self, url: str, what: str, *, limit: int = MAX_INFO, pinned: bool = False, span: tuple[int, int] | None = None, page: str = "") -> Answer:
        """The answer to a GET: status 200, or 206 for `span` (first and last byte).

        `pinned`: the address names a commit, so that what was once read is still true. `page`: what a person may open to ask for access.
        Raises Refusal.
        """
        key = f"{url}\n{limit}\n{span or ''}"
        held = None if self.settings.refresh else self.cache.get(key)
        if held and (pinned or self.settings.offline or self._is_fresh(held)):
            return held
        if self.settings.offline:
            raise Refusal("offline", "offline: not read", None)
        headers = {"Range": f"bytes={span[0]}-{span[1]}"} if span else {}
        if held and (tag := held.headers.get("etag")):
            headers["If-None-Match"] = tag
        elif held and (date := held.headers.get("last-modified")):
            headers["If-Modified-Since"] = date
        try:
            answer = self._ask(url, limit, headers)
            if answer.status not in (200, 206) and not (answer.status == 304 and held):
                raise refusal_of(answer.status, answer.headers, what, page or url, self.settings.token is not None)
        except Refusal as refusal:
            if held is None or refusal.kind not in ("unreachable", "time-out", "server", "rate-limited"):
                raise
            self.stale = True
            return held
        if answer.status == 304 and held:
            answer = Answer(held.status, held.body, held.headers, held.cut, held.url, answer.at)
        self.cache.put(key, answer)
        return answer

    def get_stranger(self, url: str) -> Answer:
        """What an address holds that somebody wrote into a card: text of at most 1 MB, from a public host. Raises Refusal."""
        key = f"stranger\n{url}"
        held = None if self.settings.refresh else self.cache.get(key)
        if held and (self.settings.offline or self._is_fresh(held, RESUMED)):
            return held
        if self.settings.offline:
            raise Refusal("offline", "offline: not read", None)
        with self._slots:
            answer = self.transport.get(url, limit=1_000_000, trusted=False)
        kind = answer.headers.get("content-type", "text/plain").partition(";")[0].strip().lower()
        if answer.status != 200:
            raise Refusal("missing", f"it answers {answer.status}", None)
        if not kind.startswith("text/") and kind not in ("application/xhtml+xml", "application/octet-stream"):
            raise Refusal("refused", f"it is no text ({kind[:60]})", None)
        if answer.cut:
            raise Refusal("refused", "it is longer than 1 MB", None)
        self.cache.put(key, answer)
        return answer

    @property
    def endpoint_is_default(self) -> bool:
        """Whether it is the Hub itself, not a mirror or a server of somebody's own."""
        return self.endpoint == read_hosts().endpoint

    def seconds_left(self) -> float:
        """Until the time limit of the run."""
        return self._end - time.monotonic()

    def _is_fresh(self, held: Answer, seconds: float | None = None) -> bool:
        return 0 <= time.time() - held.at < (RESUMED if self.settings.resume else FRESH if seconds is None else seconds)

    def _ask(self, url: str, limit: int, headers: dict[str, str]) -> Answer:
        """An answer worth having: busy and broken servers are asked again, each time later."""
        refusal = None
        self.asked += 1
        for attempt in range(ATTEMPTS):
            self._wait_for_window()
            try:
                answer = self._ask_once(url, limit, headers)
            except Refusal as error:
                refusal = error
                if error.kind not in ("unreachable", "time-out", "server") or not self._worth_another(error, attempt):
                    raise
                self._pause(2.0**attempt * random.uniform(0.25, 0.5))
                continue
            if answer.status not in RETRIED or attempt + 1 == ATTEMPTS:
                return answer
            self._pause(max(_asked_delay(answer), min(8.0, 2.0**attempt) * random.uniform(0.5, 1.0)), shared=answer.status == 429)
        raise refusal or Refusal("server", "the Hub did not answer", "try again later")

    def _ask_once(self, url: str, limit: int, headers: dict[str, str]) -> Answer:
        with self._slots:
            if self._down:
                raise self._down
            answer = self.transport.get(url, limit=limit, headers=headers)
        self._reached = True
        if answer.status != 429 and (found := _REMAINING.search(answer.headers.get("ratelimit", ""))) and int(found[1]) == 0:
            self._resume_at = time.monotonic() + _asked_delay(answer)
        return answer

    def _worth_another(self, error: Refusal, attempt: int) -> bool:
        """Where nothing was ever reached there is no network: one more try, then nobody tries again."""
        if self._reached:
            return attempt + 1 < ATTEMPTS
        if attempt >= 1 and error.kind in ("unreachable", "time-out"):
            self._down = error
            return False
        return attempt + 1 < ATTEMPTS

    def _wait_for_window(self) -> None:
        pause = self._resume_at - time.monotonic()
        if pause > 0:
            self._pause(pause + random.uniform(0, 0.5))
        if self.seconds_left() <= 0:
            raise Refusal("time-out", "the time limit of this run is reached", "run again with --resume")

    def _pause(self, seconds: float, *, shared: bool = False) -> None:
        if seconds > min(MAX_WAIT, self.seconds_left()):
            raise Refusal("rate-limited", f"the Hub asks to wait {seconds:,.0f} s", "run again later with --resume; a token raises the limit")
        if shared:
            self._resume_at = max(self._resume_at, time.monotonic() + seconds)
        if seconds > 5 and time.monotonic() >= self._told_until:
            self._told_until = time.monotonic() + seconds
            self._on_wait(seconds)
        self._sleep(seconds)


def _asked_delay(answer: Answer) -> float:
    """How many seconds the Hub asks to wait; 0 where it does not say."""
    after = answer.headers.get("retry-after", "").strip()
    if after.isdecimal():
        return float(after[:9])
    reset = _RESET.search(answer.headers.get("ratelimit", ""))
    return float(reset[1]) + 1 if reset else 0.0
