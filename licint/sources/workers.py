"""Work done by several threads, its results in the order of the questions. The threads are daemons: none can keep the program from ending."""

import queue
import threading
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import Future
from typing import Generic, TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")
Key = TypeVar("Key", bound=Hashable)


class Workers:
    """A number of threads that take functions to call from one queue."""

    def __init__(self, count: int) -> None:
        self.inline = False  # do the work on the thread that asks for it: where there are threads enough already
        self._count = count
        self._started = 0
        self._idle = 0
        self._lock = threading.Lock()
        self._tasks: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def submit(self, function: Callable[[Given], Result], given: Given) -> "Future[Result]":
        """Call a function on a thread; the future holds its result or its exception."""
        future: Future[Result] = Future()

        def task() -> None:
            try:
                future.set_result(function(given))
            except BaseException as error:  # it belongs to whoever asks for the result
                future.set_exception(error)

        if self.inline:
            task()
            return future
        with self._lock:
            if self._idle == 0 and self._started < self._count:
                self._started += 1
                threading.Thread(target=self._run, daemon=True).start()
            elif self._idle:
                self._idle -= 1
        self._tasks.put(task)
        return future

    def map(self, function: Callable[[Given], Result], given: Iterable[Given], ahead: int | None = None) -> Iterator["Future[Result]"]:
        """Finished futures in the order of what was given, at most `ahead` of it under way (twice the threads)."""
        waiting: deque[Future[Result]] = deque()
        for each in given:
            waiting.append(self.submit(function, each))
            if len(waiting) >= (ahead or 2 * self._count):
                yield _finished(waiting.popleft())
        while waiting:
            yield _finished(waiting.popleft())

    def _run(self) -> None:
        while True:
            self._tasks.get()()
            with self._lock:
                self._idle += 1


class Once(Generic[Key, Result]):
    """Results by key, each found once however many threads ask for it."""

    def __init__(self) -> None:
        self._held: dict[Key, Future[Result]] = {}
        self._lock = threading.Lock()

    def get(self, key: Key, find: Callable[[], Result]) -> Result:
        """The result of `find`, called for the first who asks. Raises what `find` raised."""
        with self._lock:
            future = self._held.get(key)
            first = future is None
            if future is None:
                future = self._held[key] = Future()
        if first:
            try:
                future.set_result(find())
            except BaseException as error:  # the others must not wait for ever
                future.set_exception(error)
        return future.result()


def _finished(future: "Future[Result]") -> "Future[Result]":
    while not future.done():  # in slices, so that Ctrl-C is heard on every system
        try:
            future.exception(timeout=0.5)
        except TimeoutError:
            continue
    return future
