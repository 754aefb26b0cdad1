#include "makeup/plane.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#define HUGE_PAGE ((gsize)2 << 20)

#if defined(__linux__) && defined(MADV_HUGEPAGE)
static gboolean
is_large (gsize n)
{
  return n * sizeof (float) >= 2 * HUGE_PAGE;
}
#endif

float *
vanity_plane_new (gsize n)
{
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  if (is_large (n))
    {
      gsize size = n * sizeof (float);
      void *memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

      if (memory == MAP_FAILED)
        return NULL;
      madvise (memory, size, MADV_HUGEPAGE);
      return memory;
    }
#endif
  return g_try_new0 (float, n);
}

void
vanity_plane_free (float *plane, gsize n)
{
  if (plane == NULL)
    return;
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  if (is_large (n))
    {
      munmap (plane, n * sizeof (float));
      return;
    }
#endif
  g_free (plane);
}
