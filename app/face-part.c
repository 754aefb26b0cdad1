#include "face-part.h"

#include "base/error.h"
#include "base/write-file.h"
#include "image/photo.h"
#include "texture/dataset.h"
#include "texture/texture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* Changes whenever what is made of a photo does. */
#define METHOD 3

/* What is too little to learn from: of the face's surface, and pixels to a texel. */
#define MIN_SHOWN 0.3f
#define MIN_SCALE 0.3f

static char *
get_path (const char *folder, const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);

  return g_build_filename (folder, file, NULL);
}

char *
vanity_face_part_get_path (const char *folder, const char *name)
{
  return get_path (folder, name, ".face");
}

static char *
get_reason_path (const char *folder, const char *name)
{
  return get_path (folder, name, ".left-out");
}

gboolean
vanity_face_part_make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0777) == 0)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "%s: cannot make this directory: %s", folder,
               g_strerror (errno));
  return FALSE;
}

void
vanity_face_part_remove (const char *folder, const char *photo)
{
  g_autofree char *name = g_path_get_basename (photo);
  g_autofree char *face = vanity_face_part_get_path (folder, name);
  g_autofree char *reason = get_reason_path (folder, name);

  g_unlink (face);
  g_unlink (reason);
}

/* Of all that the part is made from. */
static guint64
get_origin (const VanityFacePart *part)
{
  GStatBuf about = { 0 };
  const VanityLabel *label = part->label;
  g_autofree char *text = NULL;

  (void)!g_stat (part->photo, &about);
  text = g_strdup_printf ("%d %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %d %d%d%d%d%d",
                          METHOD, part->size, (gint64)about.st_size, (gint64)about.st_mtime,
                          label && label->person ? label->person : "", label ? label->makeup : -1,
                          label && label->has_flags, label && label->glasses,
                          label && label->expression, label && label->minor, label && label->bad);
  return vanity_dataset_hash (text);
}

/* TRUE where the part is there and nothing has changed since. */
static gboolean
is_made (const VanityFacePart *part, guint64 origin, char **reason)
{
  g_autofree char *face = vanity_face_part_get_path (part->folder, part->name);
  g_autofree char *left_out = get_reason_path (part->folder, part->name);
  g_autoptr (VanityDataset) set = vanity_dataset_open (face, NULL);
  g_autofree char *text = NULL;
  char *end;

  if (set)
    return vanity_dataset_get_size (set) == part->size
           && vanity_dataset_get_face (set, 0)->origin == origin;
  if (!g_file_get_contents (left_out, &text, NULL, NULL)
      || g_ascii_strtoull (text, &end, 16) != origin || *end != ' ')
    return FALSE;
  *reason = g_strdup (end + 1);
  return TRUE;
}

static gboolean
leave_out (const VanityFacePart *part, guint64 origin, const char *reason,
           GCancellable *cancellable, GError **error)
{
  g_autofree char *path = get_reason_path (part->folder, part->name);
  g_autofree char *text = g_strdup_printf ("%016" G_GINT64_MODIFIER "x %s", origin, reason);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return vanity_write_file (file, bytes, NULL, NULL, cancellable, error);
}

static void
set_lab (float to[3], VanityLab from)
{
  to[0] = from.L;
  to[1] = from.a;
  to[2] = from.b;
}

static void
describe (const VanityFacePart *part, guint64 origin, const VanityFace *face,
          const VanityTexture *texture, VanityDatasetFace *entry)
{
  static const struct
  {
    guint quality, flag;
  } flags[] = { { VANITY_QUALITY_BLURRED, VANITY_DATASET_BLURRED },
                { VANITY_QUALITY_TURNED, VANITY_DATASET_TURNED },
                { VANITY_QUALITY_COVERED, VANITY_DATASET_COVERED } };
  const VanityLabel *label = part->label;
  const char *person = label && label->person ? label->person : part->name;

  g_strlcpy (entry->name, part->name, sizeof entry->name);
  entry->person = vanity_dataset_hash (person);
  entry->origin = origin;
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (face->quality.flags & flags[i].quality)
      entry->flags |= flags[i].flag;
  if (texture->glasses)
    entry->flags |= VANITY_DATASET_GLASSES;
  if (label && label->expression)
    entry->flags |= VANITY_DATASET_EXPRESSION;
  entry->makeup = label ? label->makeup : -1;
  entry->score = texture->makeup;
  entry->shown = texture->shown;
  entry->scale = texture->scale;
  entry->sharpness = face->quality.sharpness;
  entry->yaw = face->pose.yaw;
  entry->pitch = face->pose.pitch;
  entry->roll = face->pose.roll;
  set_lab (entry->skin, texture->skin);
  set_lab (entry->lips, texture->tint[VANITY_TINT_LIPS]);
  set_lab (entry->lids, texture->tint[VANITY_TINT_LIDS]);
  set_lab (entry->cheeks, texture->tint[VANITY_TINT_CHEEKS]);
  set_lab (entry->brows, texture->tint[VANITY_TINT_BROWS]);
}

static gboolean
copy_texture (int index, guint8 *rgba, gpointer data, GError **error)
{
  vanity_texture_encode (data, rgba);
  return TRUE;
}

/* Why the face is nothing to learn from, or NULL. */
static char *
judge (const VanityFace *face, const VanityTexture *texture)
{
  if (face->quality.flags & VANITY_QUALITY_DARK)
    return g_strdup ("left out: too dark");
  if (face->quality.flags & VANITY_QUALITY_BRIGHT)
    return g_strdup ("left out: too bright");
  if (texture->scale < MIN_SCALE)
    return g_strdup_printf ("left out: too small, %.2f pixels to a texel", texture->scale);
  if (texture->shown < MIN_SHOWN)
    return g_strdup_printf ("left out: only %.0f %% of the face are seen", 100 * texture->shown);
  if (!texture->skin_known)
    return g_strdup ("left out: hardly any bare skin is seen");
  return NULL;
}

/* Of the label alone. */
static char *
judge_label (const VanityFacePart *part)
{
  if (!g_utf8_validate (part->name, -1, NULL) || strlen (part->name) >= VANITY_DATASET_NAME_BYTES)
    return g_strdup_printf ("left out: its name must be UTF-8 of fewer than %d bytes",
                            VANITY_DATASET_NAME_BYTES);
  if (part->label && part->label->minor)
    return g_strdup ("left out: labelled as an apparent minor");
  if (part->label && part->label->bad)
    return g_strdup ("left out: labelled as bad");
  return NULL;
}

static VanityGlasses
get_glasses (const VanityLabel *label)
{
  if (!label || !label->has_flags)
    return VANITY_GLASSES_UNKNOWN;
  return label->glasses ? VANITY_GLASSES_WORN : VANITY_GLASSES_NONE;
}

/* The texture of the photo's largest face. NULL with `reason` where there is none to learn from,
 * without where it cannot be told. */
static VanityTexture *
unroll (const VanityFacePart *part, VanityFaceFinder *finder, VanityFace **found, char **reason,
        GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (part->photo);
  g_autoptr (GError) cause = NULL;
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, cancellable, &cause);
  g_autoptr (VanityImage) view = photo ? vanity_photo_new_view (photo, cancellable, &cause) : NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (VanityTexture) texture = NULL;

  if (!view)
    {
      if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&cause));
      else
        *reason = g_strdup_printf ("left out: %s", cause->message);
      return NULL;
    }
  faces = vanity_face_finder_find (finder, view, cancellable, error);
  if (!faces)
    return NULL;
  if (faces->len == 0)
    {
      *reason = g_strdup ("left out: no face");
      return NULL;
    }
  *found = vanity_face_copy (faces->pdata[0]);
  texture = vanity_texture_new (vanity_photo_get_image (photo), *found, part->size,
                                get_glasses (part->label), &cause);
  if (g_error_matches (cause, VANITY_ERROR, VANITY_ERROR_VALUE))
    *reason = g_strdup_printf ("left out: %s", cause->message);
  else if (cause)
    g_propagate_error (error, g_steal_pointer (&cause));
  if (!texture)
    return NULL;
  *reason = judge (*found, texture);
  return *reason ? NULL : g_steal_pointer (&texture);
}

gboolean
vanity_face_part_make (const VanityFacePart *part, VanityFaceFinder *finder, char **reason,
                       GCancellable *cancellable, GError **error)
{
  guint64 origin = get_origin (part);
  g_autofree char *path = vanity_face_part_get_path (part->folder, part->name);
  g_autoptr (VanityFace) face = NULL;
  g_autoptr (VanityTexture) texture = NULL;
  VanityDatasetFace entry = { 0 };

  if (is_made (part, origin, reason))
    return TRUE;
  vanity_face_part_remove (part->folder, part->name);
  *reason = judge_label (part);
  if (!*reason)
    texture = unroll (part, finder, &face, reason, cancellable, error);
  if (*reason)
    return leave_out (part, origin, *reason, cancellable, error);
  if (!texture)
    return FALSE;
  describe (part, origin, face, texture, &entry);
  return vanity_dataset_write (path, part->size, &entry, 1, copy_texture, texture, cancellable,
                               error);
}
