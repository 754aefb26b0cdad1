/* The window's own stopwatch, for `./dev bench`. With VANITY_BENCH_STARTUP=1 in the environment
 * the program prints the milliseconds from the start of its process to its first frame, with
 * VANITY_BENCH_OPEN=PHOTO those from opening the photo to the first makeover on screen, with
 * VANITY_BENCH_SLIDER=PHOTO those that a step of the strength slider takes, the middle one of many;
 * then it quits. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

/* Does nothing where neither is asked for. To be called before the window is shown. */
void vanity_bench_watch (VanityWindow *window);

/* Whether a time is being taken: then the program must not be handed over to one that runs. */
gboolean vanity_bench_is_on (void);

G_END_DECLS
