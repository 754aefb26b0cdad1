#include "makeup/plane.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#if defined(__linux__) && defined(MADV_HUGEPAGE)

#define HUGE_PAGE ((gsize)2 << 20)

/* Whole huge pages, or 0 where that would waste more than it saves. */
static gsize
get_size (gsize n)
{
  gsize size = n * sizeof (float);

  if (size < HUGE_PAGE / 2 || size > G_MAXSIZE / 2)
    return 0;
  return (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
}

/* Maps more than is needed and gives back what does not lie on a huge page's border. */
static float *
map (gsize size)
{
  guint8 *memory
      = mmap (NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  gsize before;

  if (memory == MAP_FAILED)
    return NULL;
  before = (HUGE_PAGE - (gsize)(guintptr)memory % HUGE_PAGE) % HUGE_PAGE;
  if (before > 0)
    munmap (memory, before);
  if (before < HUGE_PAGE)
    munmap (memory + before + size, HUGE_PAGE - before);
  madvise (memory + before, size, MADV_HUGEPAGE);
  return (float *)(gpointer)(memory + before);
}

float *
vanity_plane_new (gsize n)
{
  gsize size = get_size (n);

  return size > 0 ? map (size) : g_try_new0 (float, n);
}

void
vanity_plane_free (float *plane, gsize n)
{
  gsize size = get_size (n);

  if (plane == NULL)
    return;
  if (size > 0)
    munmap (plane, size);
  else
    g_free (plane);
}

#else

float *
vanity_plane_new (gsize n)
{
  return g_try_new0 (float, n);
}

void
vanity_plane_free (float *plane, gsize n)
{
  g_free (plane);
}

#endif
