#include "cli-makeover.h"

#include "base/error.h"

#include <glib/gi18n.h>

void
vanity_makeover_clear (VanityMakeover *makeover)
{
  g_free (makeover->face_text);
  g_free (makeover->output);
  vanity_batch_options_clear (&makeover->options);
}

gboolean
vanity_makeover_parse (VanityMakeover *makeover)
{
  double face = 0;

  if (!makeover->output || !*makeover->output)
    {
      vanity_cli_usage (_ ("-o is missing: it says where the result goes"));
      return FALSE;
    }
  if (makeover->face_text
      && !vanity_cli_parse_number ("--face", makeover->face_text, 1, G_MAXINT, TRUE, &face))
    return FALSE;
  makeover->face = (int)face;
  return vanity_batch_options_parse (&makeover->options);
}

gboolean
vanity_makeover_has_face (const VanityMakeover *makeover, guint index)
{
  return makeover->face == 0 || (guint)makeover->face == index + 1;
}

static gboolean
check_faces (const GPtrArray *faces, int face, GError **error)
{
  if (faces->len == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("no face was found"));
      return FALSE;
    }
  if (face > (int)faces->len)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   ngettext ("there is no face %d, only %u face was found",
                             "there is no face %d, only %u faces were found", faces->len),
                   face, faces->len);
      return FALSE;
    }
  return TRUE;
}

GPtrArray *
vanity_makeover_find_faces (VanityPhoto *photo, VanityFaceFinder *finder, int face,
                            GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityImage) view = vanity_photo_new_view (photo, cancellable, error);
  g_autoptr (GPtrArray) faces = NULL;

  if (!view)
    return NULL;
  faces = vanity_face_finder_find (finder, view, cancellable, error);
  return faces && check_faces (faces, face, error) ? g_steal_pointer (&faces) : NULL;
}

static gboolean
make_over (VanityBatchItem *item, VanityFaceFinder *finder, gpointer data,
           GCancellable *cancellable, GError **error)
{
  const VanityMakeover *makeover = data;
  g_autoptr (GFile) file = g_file_new_for_path (item->path);
  g_autoptr (GFile) output = g_file_new_for_path (item->output);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, cancellable, error);
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (VanityImage) result = NULL;

  if (!photo)
    return FALSE;
  item->note = g_strdup (vanity_photo_get_note (photo));
  faces = vanity_makeover_find_faces (photo, finder, makeover->face, cancellable, error);
  if (!faces)
    return FALSE;
  result
      = makeover->make (item, makeover, vanity_photo_get_image (photo), faces, cancellable, error);
  if (result && vanity_photo_save (photo, result, output, &makeover->save, cancellable, error))
    return TRUE;
  g_clear_pointer (&item->text, g_free);
  return FALSE;
}

VanityExit
vanity_makeover_run (const VanityMakeover *makeover, VanityBatch *batch)
{
  VanityExit status;

  if (!vanity_batch_take_options (batch, &makeover->options, &status))
    return status;
  return vanity_batch_run (batch, make_over, (gpointer)makeover);
}
