/* How much memory of many threads stays behind. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For programs that run for long: to be called first of all. The C library gives each thread that
 * allocates an arena of its own, as many as eight for each core, and keeps what was freed there:
 * jobs that come and go leave holes, and what is resident creeps. With two arenas it does not, and
 * nothing here allocates so often that threads would wait for each other. MALLOC_ARENA_MAX
 * overrules it. Without the GNU C library nothing happens. */
void vanity_arenas_limit (void);

G_END_DECLS
