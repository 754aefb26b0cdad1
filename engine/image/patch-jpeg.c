/* A made-over JPEG that keeps what was not made over.
 *
 * Decoding a JPEG and encoding it again alters every pixel a little. So the source's quantised
 * coefficients are copied, and only the coded units (MCUs, of 8 or 16 pixels a side) that hold a
 * changed pixel are touched. There, the old and the new pixels are encoded alike, with the source's
 * own tables, and the difference of the two is added to the source's coefficients: where the old
 * encoding and the source disagree (chroma that was enlarged and shrunk again), the source's finer
 * truth stays. A grey source becomes a colour JPEG: its one component is the luma, and chroma, at
 * full size, is 0 where nobody laid colour. */
#include "image/photo-private.h"

#include "image/codec.h"
#include "image/jpeg-error.h"
#include "image/jpeg-markers.h"
#include "image/jpeg-output.h"
#include "image/orientation.h"

#include <string.h>

#define MAX_COEFFICIENT 1023 /* of an 8-bit JPEG, quantised by 1 */

/* One encoding of the part that changed, read back as coefficients. */
typedef struct
{
  struct jpeg_decompress_struct codec;
  VanityJpegOutput file;
  jvirt_barray_ptr *coefficients;
} Part;

/* Everything that must survive a longjmp lives here, outside the frames that it leaves. */
typedef struct
{
  VanityJpegError error;
  VanityPhoto *photo;
  const VanityImage *image;

  struct jpeg_decompress_struct source;
  gboolean grey;                       /* the source has no chroma */
  jvirt_barray_ptr coefficients[3];    /* Y, Cb, Cr */
  struct jpeg_compress_struct encoder; /* first of the parts, then of the whole */
  Part before, after;
  guint8 *row;
  VanityJpegOutput out;
  gboolean done;

  int unit_width, unit_height;  /* pixels in an MCU */
  int columns, rows;            /* MCUs in the stored raster */
  guint8 *changed;              /* [rows * columns] */
  int left, top, right, bottom; /* the changed MCUs' bounds; right and bottom are outside */
} Patch;

static gboolean
can_patch (VanityPhoto *photo, const VanityImage *image)
{
  const VanityImage *old = photo->image;

  return photo->format == VANITY_FORMAT_JPEG && photo->bytes != NULL && image->depth == 8
         && old->depth == 8 && image->width == old->width && image->height == old->height
         && !image->has_alpha && image->space == old->space;
}

static gboolean
is_grey (j_decompress_ptr source)
{
  return source->jpeg_color_space == JCS_GRAYSCALE && source->num_components == 1
         && source->data_precision == 8;
}

/* Luma at full size, chroma at full or half: what cameras and programs write. */
static gboolean
has_usual_coding (j_decompress_ptr source)
{
  const jpeg_component_info *component = source->comp_info;

  return source->jpeg_color_space == JCS_YCbCr && source->num_components == 3
         && source->data_precision == 8 && component[0].h_samp_factor <= 2
         && component[0].v_samp_factor <= 2 && component[1].h_samp_factor == 1
         && component[1].v_samp_factor == 1 && component[2].h_samp_factor == 1
         && component[2].v_samp_factor == 1;
}

/* How many blocks of component `c` an MCU has across and down. A lone component's MCU is one block
 * whatever its sampling says. */
static int
get_across (const Patch *patch, int c)
{
  return patch->grey ? 1 : patch->source.comp_info[c].h_samp_factor;
}

static int
get_down (const Patch *patch, int c)
{
  return patch->grey ? 1 : patch->source.comp_info[c].v_samp_factor;
}

static void
mark_pixel (Patch *patch, int x, int y)
{
  int stored_x, stored_y;

  vanity_orientation_map (patch->photo->orientation, (int)patch->source.image_width,
                          (int)patch->source.image_height, x, y, &stored_x, &stored_y);

  int column = stored_x / patch->unit_width, row = stored_y / patch->unit_height;
  patch->changed[(gsize)row * patch->columns + column] = 1;
  patch->left = MIN (patch->left, column);
  patch->right = MAX (patch->right, column + 1);
  patch->top = MIN (patch->top, row);
  patch->bottom = MAX (patch->bottom, row + 1);
}

static void
find_changes (Patch *patch)
{
  const VanityImage *old = patch->photo->image, *new = patch->image;
  j_decompress_ptr source = &patch->source;

  patch->unit_width = 8 * get_across (patch, 0);
  patch->unit_height = 8 * get_down (patch, 0);
  patch->columns = ((int)source->image_width + patch->unit_width - 1) / patch->unit_width;
  patch->rows = ((int)source->image_height + patch->unit_height - 1) / patch->unit_height;
  patch->changed = g_malloc0 ((gsize)patch->columns * (gsize)patch->rows);
  patch->left = patch->columns;
  patch->top = patch->rows;

  for (int y = 0; y < old->height; y++)
    {
      const guint8 *a = vanity_image_row (old, y), *b = vanity_image_row (new, y);

      if (memcmp (a, b, (gsize)old->width * 4) == 0)
        continue;
      for (int x = 0; x < old->width; x++)
        if (memcmp (a + (gsize)x * 4, b + (gsize)x * 4, 3) != 0)
          mark_pixel (patch, x, y);
    }
}

/* A row of the stored raster, from the upright image. */
static void
fetch_row (Patch *patch, const VanityImage *image, int x0, int y, int n)
{
  int back = vanity_orientation_invert (patch->photo->orientation);

  for (int i = 0; i < n; i++)
    {
      int x, row;
      vanity_orientation_map (back, image->width, image->height, x0 + i, y, &x, &row);
      memcpy (patch->row + (gsize)i * 4, vanity_image_row (image, row) + (gsize)x * 4, 4);
    }
}

/* The source's sampling and its tables, of which a grey one has one for all. */
static void
set_coding (Patch *patch)
{
  j_compress_ptr encoder = &patch->encoder;

  for (int c = 0; c < 3; c++)
    {
      const jpeg_component_info *component = &patch->source.comp_info[patch->grey ? 0 : c];
      JQUANT_TBL **table = &encoder->quant_tbl_ptrs[c];

      if (*table == NULL)
        *table = jpeg_alloc_quant_table ((j_common_ptr)encoder);
      memcpy ((*table)->quantval, component->quant_table->quantval, sizeof (*table)->quantval);
      encoder->comp_info[c].quant_tbl_no = c;
      encoder->comp_info[c].h_samp_factor = get_across (patch, c);
      encoder->comp_info[c].v_samp_factor = get_down (patch, c);
    }
}

static void
encode_part (Patch *patch, const VanityImage *image, Part *part)
{
  j_compress_ptr encoder = &patch->encoder;
  j_decompress_ptr source = &patch->source;
  int x0 = patch->left * patch->unit_width, y0 = patch->top * patch->unit_height;
  int x1 = MIN (patch->right * patch->unit_width, (int)source->image_width);
  int y1 = MIN (patch->bottom * patch->unit_height, (int)source->image_height);

  jpeg_create_compress (encoder);
  vanity_jpeg_output_attach (&part->file, encoder);
  encoder->image_width = (JDIMENSION)(x1 - x0);
  encoder->image_height = (JDIMENSION)(y1 - y0);
  encoder->input_components = 4;
  encoder->in_color_space = JCS_EXT_RGBX;
  jpeg_set_defaults (encoder);
  set_coding (patch);
  jpeg_start_compress (encoder, TRUE);
  for (int y = y0; y < y1; y++)
    {
      JSAMPROW row = patch->row;
      fetch_row (patch, image, x0, y, x1 - x0);
      jpeg_write_scanlines (encoder, &row, 1);
    }
  jpeg_finish_compress (encoder);
  jpeg_destroy_compress (encoder);

  vanity_jpeg_error_init (&patch->error, (j_common_ptr)&part->codec, patch->photo->name);
  jpeg_create_decompress (&part->codec);
  jpeg_mem_src (&part->codec, part->file.data, part->file.size);
  jpeg_read_header (&part->codec, TRUE);
  part->coefficients = jpeg_read_coefficients (&part->codec);
}

static JBLOCKROW
get_blocks (j_decompress_ptr codec, jvirt_barray_ptr array, int row, gboolean write)
{
  return codec->mem->access_virt_barray ((j_common_ptr)codec, array, (JDIMENSION)row, 1, write)[0];
}

static void
add_difference (JCOEF *target, const JCOEF *before, const JCOEF *after)
{
  for (int i = 0; i < DCTSIZE2; i++)
    target[i] = (JCOEF)CLAMP (target[i] + after[i] - before[i], -MAX_COEFFICIENT, MAX_COEFFICIENT);
}

static void
merge_component (Patch *patch, int c)
{
  int across = get_across (patch, c), down = get_down (patch, c);

  for (int row = patch->top * down; row < patch->bottom * down; row++)
    {
      int part_row = row - patch->top * down;
      JBLOCKROW target = get_blocks (&patch->source, patch->coefficients[c], row, TRUE);
      JBLOCKROW before
          = get_blocks (&patch->before.codec, patch->before.coefficients[c], part_row, FALSE);
      JBLOCKROW after
          = get_blocks (&patch->after.codec, patch->after.coefficients[c], part_row, FALSE);
      const guint8 *changed = patch->changed + (gsize)(row / down) * patch->columns;

      for (int column = patch->left * across; column < patch->right * across; column++)
        if (changed[column / across])
          {
            int part_column = column - patch->left * across;
            add_difference (target[column], before[part_column], after[part_column]);
          }
    }
}

static void
write_whole (Patch *patch, const VanityMetadata *metadata)
{
  j_compress_ptr encoder = &patch->encoder;
  j_decompress_ptr source = &patch->source;

  jpeg_create_compress (encoder);
  vanity_jpeg_error_watch (&patch->error, (j_common_ptr)encoder, patch->error.cancellable);
  vanity_jpeg_output_attach (&patch->out, encoder);
  if (patch->grey)
    {
      encoder->image_width = source->image_width;
      encoder->image_height = source->image_height;
      encoder->input_components = 3;
      encoder->in_color_space = JCS_YCbCr;
      jpeg_set_defaults (encoder);
      set_coding (patch);
      encoder->density_unit = source->density_unit;
      encoder->X_density = source->X_density;
      encoder->Y_density = source->Y_density;
    }
  else
    jpeg_copy_critical_parameters (source, encoder);
  if (source->progressive_mode)
    jpeg_simple_progression (encoder);
  else
    encoder->optimize_coding = TRUE; /* the old Huffman tables may lack a new symbol */
  jpeg_write_coefficients (encoder, patch->coefficients);
  vanity_jpeg_write_markers (encoder, metadata,
                             vanity_color_space_get_icc (patch->photo->image->space));
  jpeg_finish_compress (encoder);
}

/* The source's coefficients, and for a grey one room for chroma. */
static void
read_coefficients (Patch *patch)
{
  j_decompress_ptr source = &patch->source;
  const jvirt_barray_ptr *stored;

  for (int c = 1; patch->grey && c < 3; c++)
    patch->coefficients[c]
        = source->mem->request_virt_barray ((j_common_ptr)source, JPOOL_IMAGE, TRUE,
                                            (JDIMENSION)patch->columns, (JDIMENSION)patch->rows, 1);
  stored = jpeg_read_coefficients (source);
  for (int c = 0; c < source->num_components; c++)
    patch->coefficients[c] = stored[c];
  /* Rows are first written in their order, or not at all. */
  for (int c = 1; patch->grey && c < 3; c++)
    for (int row = 0; row < patch->rows; row++)
      get_blocks (source, patch->coefficients[c], row, TRUE);
}

/* Everything that may jump. FALSE where the photo's coding is not one to patch. */
static gboolean
run (Patch *patch, const VanityMetadata *metadata)
{
  j_decompress_ptr source = &patch->source;
  gsize size;
  const guint8 *data = g_bytes_get_data (patch->photo->bytes, &size);

  jpeg_create_decompress (source);
  jpeg_mem_src (source, data, size);
  jpeg_read_header (source, TRUE);
  patch->grey = is_grey (source);
  if (!patch->grey && !has_usual_coding (source))
    return FALSE;

  find_changes (patch);
  read_coefficients (patch);
  if (patch->left < patch->right)
    {
      patch->row = g_malloc ((gsize)source->image_width * 4);
      encode_part (patch, patch->photo->image, &patch->before);
      encode_part (patch, patch->image, &patch->after);
      for (int c = 0; c < 3; c++)
        merge_component (patch, c);
    }
  write_whole (patch, metadata);
  return TRUE;
}

static void
patch_clear (Patch *patch)
{
  jpeg_destroy_compress (&patch->encoder);
  jpeg_destroy_decompress (&patch->source);
  jpeg_destroy_decompress (&patch->before.codec);
  jpeg_destroy_decompress (&patch->after.codec);
  g_free (patch->before.file.data);
  g_free (patch->after.file.data);
  g_free (patch->row);
  g_free (patch->changed);
}

/* The pixels stay as the camera held them, so the tag that turns them upright must be there. */
static gboolean
keeps_orientation (VanityPhoto *photo, const VanityMetadata *metadata)
{
  gsize size;
  const guint8 *data;

  if (photo->orientation == 1)
    return TRUE;
  if (metadata->exif == NULL)
    return FALSE;
  data = g_bytes_get_data (metadata->exif, &size);
  return size <= VANITY_METADATA_MAX_EXIF
         && vanity_orientation_from_exif (data, size) == photo->orientation;
}

GBytes *
vanity_photo_patch_jpeg (VanityPhoto *photo, const VanityImage *image, gboolean keep_location,
                         GCancellable *cancellable, GError **error)
{
  g_auto (VanityMetadata) metadata = { 0 };

  if (!can_patch (photo, image))
    return NULL;

  gboolean swapped = photo->orientation >= 5;
  vanity_metadata_read (photo->bytes, swapped ? image->height : image->width,
                        swapped ? image->width : image->height, photo->orientation, keep_location,
                        &metadata);
  if (!keeps_orientation (photo, &metadata))
    return NULL;

  g_autofree Patch *patch = g_new0 (Patch, 1);
  patch->photo = photo;
  patch->image = image;
  vanity_jpeg_error_init (&patch->error, (j_common_ptr)&patch->source, photo->name);
  vanity_jpeg_error_init (&patch->error, (j_common_ptr)&patch->encoder, photo->name);
  vanity_jpeg_error_watch (&patch->error, (j_common_ptr)&patch->source, cancellable);
  if (setjmp (patch->error.jump) == 0)
    patch->done = run (patch, &metadata);
  patch_clear (patch);

  if (patch->done)
    return g_bytes_new_take (patch->out.data, patch->out.size);

  g_free (patch->out.data);
  /* Anything else that went wrong only means that this photo has to be encoded anew. */
  if (g_error_matches (patch->error.error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&patch->error.error));
  g_clear_error (&patch->error.error);
  return NULL;
}
