/* vanity-cli export: a document as the photo that it shows. */
#include "cli.h"

#include "app/vanity-file.h"
#include "copy-makeup.h"
#include "face-change.h"
#include "find-faces.h"
#include "same-face.h"
#include "transfer/remove.h"
#include "wear-faces.h"

#include <glib/gi18n.h>

typedef struct
{
  const VanityFile *file;
  GFile *place;
  VanityPhoto *photo;
  GPtrArray *faces;
  VanityFaceFinder *finder;
  VanityTransferModel *model; /* or NULL, while nobody needed it */
} Export;

static void
export_clear (Export *export)
{
  g_clear_pointer (&export->photo, vanity_photo_unref);
  g_clear_pointer (&export->faces, g_ptr_array_unref);
  g_clear_pointer (&export->finder, vanity_face_finder_free);
  g_clear_pointer (&export->model, vanity_transfer_model_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityCopyWork, vanity_copy_work_clear)

static gboolean
need_model (Export *export, GError **error)
{
  if (!export->model)
    export->model = vanity_transfer_model_load (NULL, error);
  return export->model != NULL;
}

static void
get_strengths (const VanityFileFace *face, double strengths[VANITY_N_CHANGES])
{
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    strengths[i] = MIN (face->strength * face->parts[i], VANITY_WEAR_MAX_STRENGTH);
}

static VanityReference *
read_reference (Export *export, const VanityFileReference *reference, GError **error)
{
  g_autoptr (VanityPhoto) photo
      = vanity_file_photo_load (&reference->photo, export->place, NULL, error);
  g_autoptr (GPtrArray) faces = NULL;
  int face;

  if (photo)
    faces = vanity_find_faces (photo, export->finder, 0, NULL, error);
  if (!faces)
    return NULL;
  face = vanity_faces_find_same (faces, reference->box);
  return vanity_reference_new (vanity_photo_get_image (photo), faces->pdata[MAX (face, 0)],
                               vanity_transfer_model_get_size (export->model),
                               VANITY_GLASSES_UNKNOWN, error);
}

static VanityImage *
copy (Export *export, VanityImage *before, const VanityFileFace *face, int index, GError **error)
{
  g_autoptr (VanityCopyOrder) order = vanity_copy_order_new ();
  g_auto (VanityCopyWork) work = { 0 };
  g_autofree char *note = NULL;
  double strengths[VANITY_N_CHANGES];

  if (!need_model (export, error))
    return NULL;
  vanity_copy_work_init (&work, order);
  work.model = vanity_transfer_model_ref (export->model);
  for (guint i = 0; i < export->file->references->len; i++)
    {
      VanityReference *reference
          = read_reference (export, export->file->references->pdata[i], error);

      if (!reference)
        return NULL;
      g_ptr_array_add (work.references, reference);
      vanity_copy_order_add_source (order, NULL, 0);
    }
  get_strengths (face, strengths);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    order->parts[i] = (VanityCopyPart){
      .worn = (i != VANITY_CHANGE_SKIN || face->foundation)
              && ((VanityReference *)work.references->pdata[face->from[i]])->available[i],
      .from = face->from[i],
      .to = -1,
      .strength = strengths[i],
    };
  return vanity_copy_wear (&work, before, export->faces, index + 1, NULL, &note, NULL, error);
}

typedef struct
{
  const Export *export;
  const VanityFileFace *face;
} Removal;

static gboolean
take_off (VanityFaceChange *change, gconstpointer data, GCancellable *cancellable, GError **error)
{
  const Removal *order = data;
  g_autoptr (VanityRemoval) removal
      = vanity_removal_read (order->export->model, change->texture, cancellable, error);

  if (!removal)
    return FALSE;
  change->change = g_steal_pointer (&removal->change);
  get_strengths (order->face, change->strength);
  return TRUE;
}

static VanityImage *
clean (Export *export, VanityImage *before, const VanityFileFace *face, int index, GError **error)
{
  Removal order = { export, face };
  g_autofree char *note = NULL;

  return need_model (export, error)
             ? vanity_change_faces (before, export->faces, index + 1,
                                    vanity_transfer_model_get_size (export->model), take_off,
                                    &order, NULL, &note, NULL, error)
             : NULL;
}

/* The photo with what one more of its faces wears. */
static VanityImage *
dress (Export *export, VanityImage *before, const VanityFileFace *face, int index, GError **error)
{
  g_autofree char *note = NULL;

  if (face->look)
    return vanity_wear_faces (before, export->faces, index + 1, face->look, face->strength, &note,
                              NULL, error);
  if (face->copied)
    return copy (export, before, face, index, error);
  return face->off ? clean (export, before, face, index, error) : vanity_image_ref (before);
}

static VanityImage *
render (Export *export, GError **error)
{
  g_autoptr (VanityImage) image = vanity_image_ref (vanity_photo_get_image (export->photo));

  for (guint i = 0; i < export->file->faces->len; i++)
    {
      const VanityFileFace *face = export->file->faces->pdata[i];
      int index = vanity_faces_find_same (export->faces, face->box);
      VanityImage *next;

      if (index < 0)
        continue;
      next = dress (export, image, face, index, error);
      if (!next)
        return NULL;
      vanity_image_unref (image);
      image = next;
    }
  return g_steal_pointer (&image);
}

static gboolean
run (Export *export, GFile *out, const VanitySaveOptions *options, GError **error)
{
  g_autoptr (VanityImage) image = NULL;

  export->photo = vanity_file_photo_load (&export->file->photo, export->place, NULL, error);
  if (export->photo)
    export->finder = vanity_face_finder_new (error);
  if (export->finder)
    export->faces = vanity_find_faces (export->photo, export->finder, 0, NULL, error);
  if (export->faces)
    image = render (export, error);
  return image && vanity_photo_save (export->photo, image, out, options, NULL, error);
}

VanityExit
vanity_cli_export (int argc, char **argv)
{
  g_autofree char *output = NULL;
  VanitySaveOptions options = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The photo that is written"),
      N_ ("OUT") },
    { "keep-location", 0, 0, G_OPTION_ARG_NONE, &options.keep_location,
      N_ ("Keep where the photo was taken; it is removed otherwise"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autoptr (GFile) place = NULL;
  g_autoptr (GFile) out = NULL;
  g_autoptr (VanityFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Export) export = { 0 };
  VanityExit status;

  if (!vanity_cli_parse (&argc, &argv, _ ("DOCUMENT"),
                         _ ("Writes the photo of a .vanity document with what its faces wear, as "
                            "the window shows it."),
                         entries, &names, &status))
    return status;
  if (!names[0] || names[1])
    return vanity_cli_usage (_ ("one document is wanted"));
  if (!output || !*output)
    return vanity_cli_usage (_ ("--output is missing"));
  place = g_file_new_for_commandline_arg (names[0]);
  out = g_file_new_for_commandline_arg (output);
  if (g_file_equal (place, out))
    return vanity_cli_usage (_ ("the document would be overwritten"));
  file = vanity_file_read (place, NULL, &error);
  export.file = file;
  export.place = place;
  if (!file || !run (&export, out, &options, &error))
    {
      vanity_cli_name_file (&error, names[0]);
      return vanity_cli_fail (error);
    }
  return VANITY_EXIT_DONE;
}
