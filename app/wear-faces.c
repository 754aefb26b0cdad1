#include "wear-faces.h"

#include "hints-make.h"
#include "makeup/render.h"

VanityImage *
vanity_wear_faces (VanityImage *before, GPtrArray *faces, int face, const VanityLook *look,
                   double strength, char **note, GCancellable *cancellable, GError **error)
{
  g_autofree const VanityLook **looks = g_new0 (const VanityLook *, faces->len);
  g_autoptr (GPtrArray) hints = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_hints_unref);
  g_autofree char *said = NULL;
  unsigned wanted = vanity_look_get_hints (look);
  VanityImage *after;

  for (guint i = 0; i < faces->len; i++)
    {
      looks[i] = face == 0 || (guint)face == i + 1 ? look : NULL;
      g_ptr_array_add (hints, NULL);
      if (looks[i] == NULL || wanted == 0)
        continue;
      hints->pdata[i] = vanity_hints_make (before, faces->pdata[i], wanted, cancellable, error);
      if (hints->pdata[i] == NULL)
        return NULL;
      /* What holds for several faces is said once. */
      if (said == NULL)
        said = vanity_look_get_notes (look, hints->pdata[i]);
    }
  if (note != NULL)
    *note = NULL;
  after = vanity_render_faces (before, (const VanityFace *const *)faces->pdata, looks,
                               (VanityHints *const *)hints->pdata, (int)faces->len, strength,
                               cancellable, error);
  if (after != NULL && note != NULL)
    *note = g_steal_pointer (&said);
  return after;
}
