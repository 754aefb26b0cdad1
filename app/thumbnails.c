#include "app/thumbnails.h"

#include "app/face-crop.h"
#include "app/hints-make.h"
#include "app/picture.h"
#include "makeup/render.h"

/* The side of the square to that of the face, from hairline to chin: hair takes no room from the
 * makeup, which is what is to be seen at this size. */
#define MARGIN 1.04

typedef struct
{
  VanityImage *image;
  GPtrArray *faces; /* VanityFace; one, where there are looks */
  GPtrArray *looks; /* VanityLook or NULL elements; or NULL */
  int size;
  VanityThumbnailFunc func;
  gpointer user_data;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_image_unref (order->image);
  g_ptr_array_unref (order->faces);
  g_clear_pointer (&order->looks, g_ptr_array_unref);
  g_free (order);
}

static void
thumbnail_free (gpointer data)
{
  VanityThumbnail *thumbnail = data;

  g_clear_object (&thumbnail->texture);
  g_free (thumbnail);
}

VanityRect
vanity_thumbnail_get_rect (const VanityImage *image, const VanityFace *face)
{
  double width = face->box[2], height = face->box[3];
  double side = MAX (width, height) * MARGIN;
  double x = face->box[0] + (width - side) / 2;
  double y = face->box[1] + (height - side) / 2;
  VanityRect rect;

  side = MIN (side, MIN (image->width, image->height));
  rect.x = CLAMP (x, 0, image->width - side);
  rect.y = CLAMP (y, 0, image->height - side);
  rect.width = rect.height = MAX ((int)side, 1);

  return rect;
}

/* The square as an image of its own, and the face in it. */
static VanityImage *
crop (const VanityImage *image, const VanityFace *face, int size, VanityFace *face_in_crop,
      GError **error)
{
  VanityRect rect = vanity_thumbnail_get_rect (image, face);

  return vanity_face_crop (image, face, &rect, size, face_in_crop, error);
}

static GdkTexture *
as_texture (const VanityImage *image)
{
  return vanity_texture_new_from_image (image, &(VanityRect){ 0, 0, image->width, image->height });
}

/* Takes `texture`. */
static void
report (VanityJob *job, int index, GdkTexture *texture)
{
  VanityThumbnail *thumbnail = g_new (VanityThumbnail, 1);

  thumbnail->index = index;
  thumbnail->texture = texture;
  vanity_job_report (job, thumbnail);
}

static gpointer
make_looks (VanityJob *job, gpointer data, GError **error)
{
  Order *order = data;
  GCancellable *cancellable = vanity_job_get_cancellable (job);
  g_autofree VanityFace *face = g_new (VanityFace, 1);
  g_autoptr (VanityImage) image
      = crop (order->image, g_ptr_array_index (order->faces, 0), order->size, face, error);
  g_autoptr (VanityRenderer) renderer = NULL;
  g_autoptr (VanityHints) hints = NULL;
  unsigned wanted = 0;

  for (guint i = 0; i < order->looks->len; i++)
    if (order->looks->pdata[i] != NULL)
      wanted |= vanity_look_get_hints (order->looks->pdata[i]);
  if (image != NULL)
    renderer = vanity_renderer_new (image, face, cancellable, error);
  if (renderer == NULL)
    return NULL;
  if (wanted != 0)
    {
      hints = vanity_hints_make (image, face, wanted, cancellable, error);
      if (hints == NULL)
        return NULL;
      vanity_renderer_set_hints (renderer, hints);
    }

  for (guint i = 0; i < order->looks->len; i++)
    {
      g_autoptr (VanityImage) worn = NULL;

      if (!vanity_renderer_set_look (renderer, g_ptr_array_index (order->looks, i), cancellable,
                                     error))
        return NULL;
      worn = vanity_renderer_render (renderer, 1.0, error);
      if (worn == NULL)
        return NULL;
      report (job, i, as_texture (worn));
    }

  return NULL;
}

GdkTexture *
vanity_thumbnail_new_face (const VanityImage *image, const VanityFace *face, int size,
                           GError **error)
{
  g_autofree VanityFace *face_in_crop = g_new (VanityFace, 1);
  g_autoptr (VanityImage) small = crop (image, face, size, face_in_crop, error);

  return small != NULL ? as_texture (small) : NULL;
}

static gpointer
make_faces (VanityJob *job, gpointer data, GError **error)
{
  Order *order = data;

  for (guint i = 0; i < order->faces->len; i++)
    {
      GdkTexture *texture;

      if (g_cancellable_set_error_if_cancelled (vanity_job_get_cancellable (job), error))
        return NULL;
      texture = vanity_thumbnail_new_face (order->image, g_ptr_array_index (order->faces, i),
                                           order->size, error);
      if (texture == NULL)
        return NULL;
      report (job, i, texture);
    }

  return NULL;
}

static void
on_item (gpointer item, gpointer user_data)
{
  Order *order = user_data;

  order->func (item, order->user_data);
}

static void
on_done (gpointer result, const GError *error, gpointer user_data)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Small pictures: %s", error->message);
}

static void
start (VanityJobSlot *slot, VanityJobFunc work, Order *order)
{
  /* The job owns the order, and says nothing any more once it is gone. */
  vanity_job_slot_start (slot, work, order, order_free, thumbnail_free, on_item, on_done, order);
}

void
vanity_thumbnails_start_looks (VanityJobSlot *slot, VanityImage *image, const VanityFace *face,
                               GPtrArray *looks, int size, VanityThumbnailFunc func,
                               gpointer user_data)
{
  Order *order = g_new0 (Order, 1);

  order->image = vanity_image_ref (image);
  order->faces = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_face_free);
  g_ptr_array_add (order->faces, vanity_face_copy (face));
  order->looks = g_ptr_array_ref (looks);
  order->size = size;
  order->func = func;
  order->user_data = user_data;
  start (slot, make_looks, order);
}

void
vanity_thumbnails_start_faces (VanityJobSlot *slot, VanityImage *image, GPtrArray *faces, int size,
                               VanityThumbnailFunc func, gpointer user_data)
{
  Order *order = g_new0 (Order, 1);

  order->image = vanity_image_ref (image);
  order->faces = g_ptr_array_ref (faces);
  order->size = size;
  order->func = func;
  order->user_data = user_data;
  start (slot, make_faces, order);
}
