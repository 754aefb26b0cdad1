#include "base/arenas.h"

#include <malloc.h>

void
vanity_arenas_limit (void)
{
#ifdef M_ARENA_MAX
  if (g_getenv ("MALLOC_ARENA_MAX") == NULL)
    mallopt (M_ARENA_MAX, 2);
#endif
}
