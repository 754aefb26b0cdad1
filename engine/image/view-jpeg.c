#include "image/photo-private.h"

#include "base/parallel.h"
#include "image/clones.h"
#include "image/jpeg-error.h"
#include "image/orientation.h"

/* A view is for finding faces, which looks at larger photos through averages of their pixels. */
#define MAX_SIDE 2048
/* libjpeg writes whole rows of blocks, up to four blocks of eight samples high. */
#define MAX_ROWS 32

/* One component as the file holds it, chroma often at half the picture's size. */
typedef struct
{
  int width, height; /* that mean something */
  int rows;          /* of samples for each row of blocks */
  gsize stride;
  float across, down; /* samples per pixel of the picture */
  guint8 *samples;
} Plane;

/* Everything that must survive a longjmp lives here, outside the frames that it leaves. */
typedef struct
{
  struct jpeg_decompress_struct codec;
  VanityJpegError error;
  Plane plane[3];
  VanityImage *image;
} Reader;

static gboolean
plane_init (Plane *plane, const struct jpeg_decompress_struct *codec, int c)
{
  const jpeg_component_info *info = &codec->comp_info[c];
  gsize height = ((gsize)info->height_in_blocks + (gsize)info->v_samp_factor) * DCTSIZE;

  plane->across = (float)info->h_samp_factor / (float)codec->max_h_samp_factor;
  plane->down = (float)info->v_samp_factor / (float)codec->max_v_samp_factor;
  plane->width = (int)info->downsampled_width;
  plane->height = (int)info->downsampled_height;
  plane->rows = info->v_samp_factor * DCTSIZE;
  plane->stride = ((gsize)info->width_in_blocks + (gsize)info->h_samp_factor) * DCTSIZE;
  plane->samples = g_try_malloc (plane->stride * height);
  return plane->samples != NULL;
}

static gboolean
read_planes (Reader *reader, GBytes *bytes)
{
  j_decompress_ptr codec = &reader->codec;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  jpeg_mem_src (codec, data, size);
  jpeg_read_header (codec, TRUE);
  if (codec->jpeg_color_space != JCS_YCbCr || codec->num_components != 3)
    return FALSE;
  codec->out_color_space = JCS_YCbCr;
  codec->raw_data_out = TRUE;
  jpeg_start_decompress (codec);
  for (int c = 0; c < 3; c++)
    if (!plane_init (&reader->plane[c], codec, c))
      return FALSE;
  for (gsize block = 0; codec->output_scanline < codec->output_height; block++)
    {
      JSAMPROW rows[3][MAX_ROWS];
      JSAMPARRAY arrays[3] = { rows[0], rows[1], rows[2] };

      for (int c = 0; c < 3; c++)
        for (int y = 0; y < reader->plane[c].rows; y++)
          rows[c][y]
              = reader->plane[c].samples
                + (block * (gsize)reader->plane[c].rows + (gsize)y) * reader->plane[c].stride;
      jpeg_read_raw_data (codec, arrays, (JDIMENSION)(codec->max_v_samp_factor * DCTSIZE));
    }
  return TRUE;
}

/* Between which samples pixel `i` lies, and how far on the way from the first to the second. */
static inline float
locate (int i, float scale, int size, int *first, int *second)
{
  float at = CLAMP (((float)i + 0.5f) * scale - 0.5f, 0.0f, (float)(size - 1));

  *first = (int)at;
  *second = MIN (*first + 1, size - 1);
  return at - (float)*first;
}

VANITY_CLONES static void
blend_rows (const guint8 *restrict above, const guint8 *restrict below, float part, int n,
            float *restrict row)
{
  for (int i = 0; i < n; i++)
    row[i] = (1.0f - part) * above[i] + part * below[i];
}

VANITY_CLONES static void
convert_row (const float *restrict luma, const float *restrict blue, const float *restrict red,
             int n, guint8 *restrict row)
{
  for (int i = 0; i < n; i++)
    {
      float b = blue[i] - 128.0f, r = red[i] - 128.0f;
      float rgb[3]
          = { luma[i] + 1.402f * r, luma[i] - 0.344136f * b - 0.714136f * r, luma[i] + 1.772f * b };

      for (int c = 0; c < 3; c++)
        row[4 * i + c] = (guint8)(CLAMP (rgb[c], 0.0f, 255.0f) + 0.5f);
      row[4 * i + 3] = 255;
    }
}

typedef struct
{
  const Reader *reader;
  VanityImage *image;
} Merge;

static void
merge_row (gpointer data, int y, int worker)
{
  const Merge *merge = data;
  int width = merge->image->width;
  g_autofree float *memory = g_new (float, (gsize)width * 4);
  float *row[3], *narrow = memory + 3 * (gsize)width;

  for (int c = 0; c < 3; c++)
    {
      const Plane *plane = &merge->reader->plane[c];
      int above, below;
      float part = locate (y, plane->down, plane->height, &above, &below);
      gboolean whole = plane->across >= 1.0f;

      row[c] = memory + (gsize)c * (gsize)width;
      blend_rows (plane->samples + (gsize)above * plane->stride,
                  plane->samples + (gsize)below * plane->stride, part, plane->width,
                  whole ? row[c] : narrow);
      for (int x = 0; !whole && x < width; x++)
        {
          int left, right;
          float on = locate (x, plane->across, plane->width, &left, &right);

          row[c][x] = (1.0f - on) * narrow[left] + on * narrow[right];
        }
    }
  convert_row (row[0], row[1], row[2], width, vanity_image_row (merge->image, y));
}

static VanityImage *
merge_planes (const Reader *reader, VanityColorSpace *space, GError **error)
{
  VanityImage *image = vanity_image_new ((int)reader->codec.output_width,
                                         (int)reader->codec.output_height, 8, space, error);
  Merge merge = { reader, image };

  if (image == NULL)
    return NULL;
  image->has_alpha = FALSE;
  vanity_pool_run (vanity_pool_get_default (), merge_row, &merge, image->height);
  return image;
}

static void
read_view (Reader *reader, VanityPhoto *photo, GCancellable *cancellable, GError **error)
{
  vanity_jpeg_error_init (&reader->error, (j_common_ptr)&reader->codec, photo->name);
  if (setjmp (reader->error.jump) == 0)
    {
      jpeg_create_decompress (&reader->codec);
      vanity_jpeg_error_watch (&reader->error, (j_common_ptr)&reader->codec, cancellable);
      reader->image = read_planes (reader, photo->bytes)
                          ? merge_planes (reader, photo->image->space, error)
                          : vanity_image_ref (photo->image);
    }
  else
    g_propagate_error (error, g_steal_pointer (&reader->error.error));
  for (int c = 0; c < 3; c++)
    g_free (reader->plane[c].samples);
  jpeg_destroy_decompress (&reader->codec);
}

VanityImage *
vanity_photo_new_view (VanityPhoto *photo, GCancellable *cancellable, GError **error)
{
  g_autofree Reader *reader = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (photo->format != VANITY_FORMAT_JPEG
      || MAX (photo->image->width, photo->image->height) > MAX_SIDE)
    return vanity_image_ref (photo->image);

  reader = g_new0 (Reader, 1);
  read_view (reader, photo, cancellable, error);
  if (reader->image == NULL || reader->image == photo->image)
    return reader->image;
  return vanity_orientation_apply (reader->image, photo->orientation, error);
}
