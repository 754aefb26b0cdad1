/* Pictures of an analysis, as files. */
#include "cli-analyse.h"

#include "analysis/evidence.h"
#include "base/error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

static gboolean
save_one (const VanityAnalysis *analysis, const VanityEvidence *evidence, VanityImage *image,
          const char *stem, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = vanity_evidence_dup_id (evidence);
  g_autofree char *path = g_strdup_printf ("%s-%s.png", stem, id);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityImage) picture
      = vanity_evidence_new_picture (analysis, evidence, image, TRUE, error);
  g_autoptr (VanityPhoto) photo = NULL;

  if (!picture)
    return FALSE;
  photo = vanity_photo_new_from_image (picture, id);
  return vanity_photo_save (photo, picture, file, NULL, cancellable, error);
}

/* "DIR/photo-2": the photo's name without its extension, and the face. */
static char *
dup_stem (const char *folder, const char *photo, int face)
{
  g_autofree char *base = g_path_get_basename (photo);
  g_autofree char *name = NULL;
  char *dot = strrchr (base, '.');

  if (dot && dot != base)
    *dot = '\0';
  name = g_strdup_printf ("%s-%d", base, face);
  return g_build_filename (folder, name, NULL);
}

gboolean
vanity_analyse_save_masks (const VanityAnalysis *analysis, VanityImage *image, const char *folder,
                           const char *photo, int face, GCancellable *cancellable, GError **error)
{
  g_autofree char *stem = dup_stem (folder, photo, face);
  const VanityEvidence head = { .kind = VANITY_EVIDENCE_HEAD };

  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s: cannot make this directory: %s"),
                   folder, g_strerror (errno));
      return FALSE;
    }
  if (vanity_evidence_is_there (analysis, &head)
      && !save_one (analysis, &head, image, stem, cancellable, error))
    return FALSE;
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    {
      VanityEvidence evidence = { VANITY_EVIDENCE_CONCERN, concern, 0 };

      if (!vanity_evidence_is_there (analysis, &evidence))
        continue;
      if (!save_one (analysis, &evidence, image, stem, cancellable, error))
        return FALSE;
      if (vanity_evidence_find_attribution (analysis, concern, &evidence)
          && !save_one (analysis, &evidence, image, stem, cancellable, error))
        return FALSE;
    }
  return TRUE;
}
