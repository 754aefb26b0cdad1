#include "contact-sheet-private.h"

#include "face-crop.h"
#include "hints-make.h"
#include "makeup/render.h"

#include <glib/gi18n.h>

/* A picture's width to its height; how much of that the face takes, and where it is in it. */
#define ASPECT 0.8
#define FACE_SHARE 0.66
#define FACE_TOP 0.2

/* The part of the photo that every picture shows: hair and neck belong to a look. */
static VanityRect
find_rect (const VanityImage *image, const VanityFace *face)
{
  double height = MAX (face->box[3] / FACE_SHARE, face->box[2] / (FACE_SHARE * 1.1) / ASPECT);
  double width, x, y;

  height = MIN (MIN (height, image->height), image->width / ASPECT);
  width = height * ASPECT;
  x = face->box[0] + face->box[2] / 2 - width / 2;
  y = face->box[1] - FACE_TOP * height;

  return (VanityRect){ (int)CLAMP (x, 0, image->width - width),
                       (int)CLAMP (y, 0, image->height - height), MAX ((int)width, 1),
                       MAX ((int)height, 1) };
}

VanityContactSheet *
vanity_contact_sheet_new (VanityImage *image, const VanityFace *face, GPtrArray *looks,
                          double strength)
{
  VanityContactSheet *self = g_atomic_rc_box_new0 (VanityContactSheet);

  g_return_val_if_fail (looks->len <= VANITY_CONTACT_SHEET_MAX_LOOKS, NULL);

  self->image = vanity_image_ref (image);
  self->face = *face;
  self->rect = find_rect (image, face);
  self->strength = strength;
  self->looks = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_look_unref);
  for (guint i = 0; i < looks->len; i++)
    g_ptr_array_add (self->looks, vanity_look_ref (g_ptr_array_index (looks, i)));

  return self;
}

VanityContactSheet *
vanity_contact_sheet_ref (VanityContactSheet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sheet_clear (gpointer data)
{
  VanityContactSheet *self = data;

  vanity_image_unref (self->image);
  g_ptr_array_unref (self->looks);
}

void
vanity_contact_sheet_unref (VanityContactSheet *self)
{
  g_atomic_rc_box_release_full (self, sheet_clear);
}

int
vanity_contact_sheet_get_n (const VanityContactSheet *self)
{
  return (int)self->looks->len + 1;
}

const char *
vanity_contact_sheet_get_label (const VanityContactSheet *self, int index)
{
  return index == 0 ? C_ ("contact sheet", "Before")
                    : vanity_look_get_label (g_ptr_array_index (self->looks, index - 1));
}

double
vanity_contact_sheet_get_aspect (const VanityContactSheet *self)
{
  return (double)self->rect.width / self->rect.height;
}

static VanityHints *
make_hints (const VanityContactSheet *self, const VanityImage *image, const VanityFace *face,
            GCancellable *cancellable, GError **error)
{
  unsigned wanted = 0;

  for (guint i = 0; i < self->looks->len; i++)
    wanted |= vanity_look_get_hints (g_ptr_array_index (self->looks, i));

  return wanted != 0 ? vanity_hints_make (image, face, wanted, cancellable, error)
                     : vanity_hints_new ();
}

static VanityRenderer *
make_renderer (const VanityContactSheet *self, VanityImage *image, const VanityFace *face,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityHints) hints = make_hints (self, image, face, cancellable, error);
  g_autoptr (VanityRenderer) renderer = NULL;

  if (hints == NULL)
    return NULL;
  renderer = vanity_renderer_new (image, face, cancellable, error);
  if (renderer != NULL)
    vanity_renderer_set_hints (renderer, hints);

  return g_steal_pointer (&renderer);
}

static void
tell (VanityContactSheetProgress progress, double share, gpointer data)
{
  if (progress != NULL)
    progress (share, data);
}

GPtrArray *
vanity_contact_sheet_make (const VanityContactSheet *self, int side,
                           VanityContactSheetProgress progress, gpointer data,
                           GCancellable *cancellable, GError **error)
{
  g_autofree VanityFace *face = g_new (VanityFace, 1);
  g_autoptr (VanityImage) before
      = vanity_face_crop (self->image, &self->face, &self->rect, side, face, error);
  g_autoptr (VanityRenderer) renderer = NULL;
  g_autoptr (GPtrArray) pictures
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_image_unref);

  if (before == NULL)
    return NULL;
  g_ptr_array_add (pictures, vanity_image_ref (before));
  renderer = make_renderer (self, before, face, cancellable, error);
  if (renderer == NULL)
    return NULL;
  for (guint i = 0; i < self->looks->len; i++)
    {
      VanityImage *worn;

      tell (progress, (i + 1.0) / (self->looks->len + 1), data);
      if (!vanity_renderer_set_look (renderer, g_ptr_array_index (self->looks, i), cancellable,
                                     error))
        return NULL;
      worn = vanity_renderer_render (renderer, self->strength, error);
      if (worn == NULL)
        return NULL;
      g_ptr_array_add (pictures, worn);
    }
  tell (progress, 1, data);

  return g_steal_pointer (&pictures);
}
