"""How PyTorch takes a turn beside ours: as in race.c."""
import time

WARM_UP_RUNS, TURN_RUNS = 3, 2
WARM_UP_MS = TURN_MS = 40


def get_ms():
    return time.perf_counter() * 1000


def take_turn(run):
    """The quickest of some runs, in milliseconds."""
    begin, best = get_ms(), float("inf")
    for i in range(WARM_UP_RUNS):
        if i == 0 or get_ms() - begin < WARM_UP_MS:
            run()
    begin, i = get_ms(), 0
    while i < TURN_RUNS or get_ms() - begin < TURN_MS:
        since = get_ms()
        run()
        best = min(best, get_ms() - since)
        i += 1
    return best
