#include "image/image.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>

/* From this size on pixels come straight from the kernel, in large pages where it has them: a
 * photo is touched from end to end, and a fault on every 4 KiB of 48 MB would cost more time than
 * decoding it. */
#define MAP_FROM (8 << 20)

/* The public struct comes first, so that a pointer to one is a pointer to the other. */
typedef struct
{
  VanityImage image;
  gatomicrefcount refs;
} CountedImage;

static gsize used;              /* atomic: bytes of pixels that are held */
static gsize limit = G_MAXSIZE; /* atomic */

/* FALSE, with nothing taken, where it would be more than the limit. */
static gboolean
reserve (gsize size)
{
  gsize most = __atomic_load_n (&limit, __ATOMIC_RELAXED);

  if (__atomic_add_fetch (&used, size, __ATOMIC_RELAXED) <= most)
    return TRUE;
  __atomic_sub_fetch (&used, size, __ATOMIC_RELAXED);

  return FALSE;
}

void
vanity_image_set_memory_limit (gsize bytes)
{
  __atomic_store_n (&limit, bytes > 0 ? bytes : G_MAXSIZE, __ATOMIC_RELAXED);
}

gsize
vanity_image_get_memory (void)
{
  return __atomic_load_n (&used, __ATOMIC_RELAXED);
}

static guint8 *
allocate (gsize size)
{
  if (size < MAP_FROM)
    return g_try_malloc0 (size);

  void *pages = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED)
    return NULL;
#ifdef MADV_HUGEPAGE
  madvise (pages, size, MADV_HUGEPAGE);
#endif
  return pages;
}

static void
release (guint8 *pixels, gsize size)
{
  if (size < MAP_FROM)
    g_free (pixels);
  else
    munmap (pixels, size);
}

VanityImage *
vanity_image_new (int width, int height, int depth, VanityColorSpace *space, GError **error)
{
  g_return_val_if_fail (depth == 8 || depth == 16, NULL);

  if (width < 1 || height < 1 || width > VANITY_IMAGE_MAX_SIDE || height > VANITY_IMAGE_MAX_SIDE
      || (gint64)width * height > VANITY_IMAGE_MAX_PIXELS)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("%d × %d pixels is outside what Vanity accepts: 1 to %d on a side, "
                      "%d megapixels in all"),
                   width, height, VANITY_IMAGE_MAX_SIDE, (int)(VANITY_IMAGE_MAX_PIXELS / 1000000));
      return NULL;
    }

  gsize stride = (gsize)width * 4 * (gsize)(depth / 8);
  if (!reserve (stride * (gsize)height))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("%d × %d pixels need more memory than Vanity may use; the preferences "
                      "say how much that is"),
                   width, height);
      return NULL;
    }
  guint8 *pixels = allocate (stride * (gsize)height);
  if (pixels == NULL)
    {
      __atomic_sub_fetch (&used, stride * (gsize)height, __ATOMIC_RELAXED);
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("There is not enough memory for %d × %d pixels"), width, height);
      return NULL;
    }

  CountedImage *counted = g_new0 (CountedImage, 1);
  g_atomic_ref_count_init (&counted->refs);
  counted->image = (VanityImage){
    .width = width,
    .height = height,
    .stride = stride,
    .depth = depth,
    .has_alpha = TRUE,
    .space = vanity_color_space_ref (space != NULL ? space : vanity_color_space_get_srgb ()),
    .pixels = pixels,
  };
  return &counted->image;
}

VanityImage *
vanity_image_copy (const VanityImage *image, GError **error)
{
  VanityImage *copy
      = vanity_image_new (image->width, image->height, image->depth, image->space, error);

  if (copy == NULL)
    return NULL;
  copy->has_alpha = image->has_alpha;
  for (int y = 0; y < image->height; y++)
    memcpy (vanity_image_row (copy, y), vanity_image_row (image, y), copy->stride);
  return copy;
}

VanityImage *
vanity_image_ref (VanityImage *image)
{
  g_atomic_ref_count_inc (&((CountedImage *)image)->refs);
  return image;
}

void
vanity_image_unref (VanityImage *image)
{
  CountedImage *counted = (CountedImage *)image;

  if (image == NULL || !g_atomic_ref_count_dec (&counted->refs))
    return;
  vanity_color_space_unref (image->space);
  release (image->pixels, image->stride * (gsize)image->height);
  __atomic_sub_fetch (&used, image->stride * (gsize)image->height, __ATOMIC_RELAXED);
  g_free (counted);
}
