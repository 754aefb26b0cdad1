#include "cli-makeover.h"

#include "base/error.h"
#include "makeup/render.h"

#include <glib/gi18n.h>

typedef struct
{
  VanityLook *look;
  double strength;
  int face; /* counted from 1, the largest; 0 means every face */
  VanitySaveOptions save;
  VanityComposeFunc compose;
} Makeover;

static gboolean
check_faces (const Makeover *makeover, GPtrArray *faces, GError **error)
{
  if (faces->len == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("no face was found"));
      return FALSE;
    }
  if (makeover->face > (int)faces->len)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   ngettext ("there is no face %d, only %u face was found",
                             "there is no face %d, only %u faces were found", faces->len),
                   makeover->face, faces->len);
      return FALSE;
    }
  return TRUE;
}

/* The photo's raster with the look on the faces asked for. */
static VanityImage *
wear (const Makeover *makeover, VanityImage *image, GPtrArray *faces, GCancellable *cancellable,
      GError **error)
{
  g_autofree const VanityLook **looks = g_new0 (const VanityLook *, faces->len);

  for (guint i = 0; i < faces->len; i++)
    looks[i] = makeover->face == 0 || makeover->face == (int)i + 1 ? makeover->look : NULL;
  return vanity_render_faces (image, (const VanityFace *const *)faces->pdata, looks,
                              (int)faces->len, makeover->strength, cancellable, error);
}

static gboolean
make_over (VanityBatchItem *item, VanityFaceFinder *finder, gpointer data,
           GCancellable *cancellable, GError **error)
{
  const Makeover *makeover = data;
  g_autoptr (GFile) file = g_file_new_for_path (item->path);
  g_autoptr (GFile) output = g_file_new_for_path (item->output);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, cancellable, error);
  g_autoptr (VanityImage) view = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (VanityImage) after = NULL;
  g_autoptr (VanityImage) result = NULL;
  VanityImage *before;

  if (!photo)
    return FALSE;
  item->note = g_strdup (vanity_photo_get_note (photo));
  before = vanity_photo_get_image (photo);
  view = vanity_photo_new_view (photo, cancellable, error);
  if (!view)
    return FALSE;
  faces = vanity_face_finder_find (finder, view, cancellable, error);
  g_clear_pointer (&view, vanity_image_unref);
  if (!faces || !check_faces (makeover, faces, error))
    return FALSE;
  after = wear (makeover, before, faces, cancellable, error);
  if (!after)
    return FALSE;
  result = makeover->compose (before, after, error);
  return result && vanity_photo_save (photo, result, output, &makeover->save, cancellable, error);
}

VanityExit
vanity_cli_make_over (int argc, char **argv, const char *summary, VanityComposeFunc compose)
{
  Makeover makeover = { .strength = 1.0, .compose = compose };
  g_autofree char *look_name = NULL;
  g_autofree char *strength = NULL;
  g_autofree char *face = NULL;
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "look", 'l', 0, G_OPTION_ARG_FILENAME, &look_name,
      N_ ("A look by its name (see “looks”) or a look file"), N_ ("NAME|FILE") },
    { "strength", 's', 0, G_OPTION_ARG_STRING, &strength,
      N_ ("How much of it, from 0 to 1 (the default)"), N_ ("SHARE") },
    { "face", 'f', 0, G_OPTION_ARG_STRING, &face,
      N_ ("Only face N; 1 is the largest (default: every face)"), "N" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("Where the result goes: a file, or a directory for several photos"), N_ ("OUT") },
    { "keep-location", 0, 0, G_OPTION_ARG_NONE, &makeover.save.keep_location,
      N_ ("Keep where the photo was taken; it is removed otherwise"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autoptr (VanityBatch) batch = NULL;
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (GError) error = NULL;
  double number;
  VanityExit status;

  if (!vanity_cli_parse (&argc, &argv, _ ("PHOTO…"), summary, entries, &names, &status))
    return status;
  if (!names[0])
    return vanity_cli_usage (_ ("no photo is named"));
  if (!look_name || !*look_name)
    return vanity_cli_usage (_ ("--look is missing"));
  if (!output || !*output)
    return vanity_cli_usage (_ ("-o is missing: it says where the result goes"));
  if (strength
      && !vanity_cli_parse_number ("--strength", strength, 0, 1, FALSE, &makeover.strength))
    return VANITY_EXIT_USAGE;
  if (face)
    {
      if (!vanity_cli_parse_number ("--face", face, 1, G_MAXINT, TRUE, &number))
        return VANITY_EXIT_USAGE;
      makeover.face = (int)number;
    }
  look = vanity_look_find (look_name, &error);
  if (!look)
    return vanity_cli_fail (error);
  makeover.look = look;
  batch = vanity_batch_new (names, output, &status);
  if (!batch)
    return status;
  return vanity_batch_run (batch, make_over, &makeover);
}
