#include "cli-makeover.h"

#include "find-faces.h"

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
make_over (VanityBatchItem *item, VanityFaceFinder *finder, gpointer data,
           GCancellable *cancellable, GError **error)
{
  const VanityMakeover *makeover = data;
  g_autoptr (GFile) file = g_file_new_for_path (item->path);
  g_autoptr (GFile) output = g_file_new_for_path (item->output);
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (VanityImage) result = NULL;

  if (makeover->service)
    return makeover->serve (item, makeover, cancellable, error);
  photo = vanity_photo_load (file, cancellable, error);
  if (!photo)
    return FALSE;
  item->note = g_strdup (vanity_photo_get_note (photo));
  faces = vanity_find_faces (photo, finder, makeover->face, cancellable, error);
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
vanity_makeover_run (VanityMakeover *makeover, VanityBatch *batch)
{
  g_autoptr (VanityCliService) service = NULL;
  g_autoptr (GError) error = NULL;
  VanityExit status;

  if (!vanity_batch_take_options (batch, &makeover->options, &status))
    return status;
  if (makeover->via_service && !(service = vanity_cli_service_new (&error)))
    return vanity_cli_fail (error);
  makeover->service = service;
  batch->by_service = service != NULL;
  status = vanity_batch_run (batch, make_over, makeover);
  makeover->service = NULL;
  return status;
}
