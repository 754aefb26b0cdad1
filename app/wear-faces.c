#include "wear-faces.h"

#include "makeup/render.h"

VanityImage *
vanity_wear_faces (VanityImage *before, GPtrArray *faces, int face, const VanityLook *look,
                   double strength, GCancellable *cancellable, GError **error)
{
  g_autofree const VanityLook **looks = g_new0 (const VanityLook *, faces->len);

  for (guint i = 0; i < faces->len; i++)
    looks[i] = face == 0 || (guint)face == i + 1 ? look : NULL;
  return vanity_render_faces (before, (const VanityFace *const *)faces->pdata, looks, NULL,
                              (int)faces->len, strength, cancellable, error);
}
