#include "texture/dataset-private.h"

#include "base/error.h"
#include "base/open-file.h"
#include "face/atlas.h"
#include "image/color-space.h"

#include <math.h>
#include <string.h>

struct _VanityDataset
{
  GMappedFile *file;
  VanityDatasetHeader header;
  const VanityDatasetFace *faces;
  const guint8 *textures;
};

void
vanity_dataset_free (VanityDataset *dataset)
{
  g_clear_pointer (&dataset->file, g_mapped_file_unref);
  g_free (dataset);
}

static gboolean fail (GError **error, VanityError code, const char *path, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static gboolean
fail (GError **error, VanityError code, const char *path, const char *format, ...)
{
  va_list args;
  g_autofree char *rule = NULL;

  va_start (args, format);
  rule = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, VANITY_ERROR, code, "%s: %s", path, rule);
  return FALSE;
}

static gboolean
check_header (const VanityDatasetHeader *header, guint64 bytes, const char *path, GError **error)
{
  if (G_BYTE_ORDER != G_LITTLE_ENDIAN)
    return fail (error, VANITY_ERROR_UNSUPPORTED, path,
                 "sets of faces need a little-endian machine");
  if (memcmp (header->magic, VANITY_DATASET_MAGIC, sizeof header->magic) != 0)
    return fail (error, VANITY_ERROR_FORMAT, path, "not a set of faces");
  if (header->version != VANITY_DATASET_VERSION)
    return fail (error, VANITY_ERROR_UNSUPPORTED, path, "version %u of sets of faces, not %d",
                 header->version, VANITY_DATASET_VERSION);
  if (header->size < VANITY_ATLAS_MIN_SIZE || header->size > VANITY_ATLAS_MAX_SIZE
      || (header->size & (header->size - 1)) != 0)
    return fail (error, VANITY_ERROR_LIMIT, path,
                 "an atlas of %u texels; it must be a power of two from %d to %d", header->size,
                 VANITY_ATLAS_MIN_SIZE, VANITY_ATLAS_MAX_SIZE);
  if (header->count < 1 || header->count > VANITY_DATASET_MAX_FACES)
    return fail (error, VANITY_ERROR_LIMIT, path, "%u faces; there must be from 1 to %d",
                 header->count, VANITY_DATASET_MAX_FACES);
  if (header->entry != sizeof (VanityDatasetFace))
    return fail (error, VANITY_ERROR_FORMAT, path, "entries of %u bytes, not %d", header->entry,
                 (int)sizeof (VanityDatasetFace));

  guint64 wanted = vanity_dataset_get_start (header->count)
                   + header->count * vanity_dataset_get_texture_bytes (header->size);
  if (header->bytes != wanted || bytes != wanted)
    return fail (error, VANITY_ERROR_FORMAT, path,
                 "cut off or damaged: %" G_GUINT64_FORMAT
                 " bytes, its header says %" G_GUINT64_FORMAT
                 ", and %u faces of %u² texels take %" G_GUINT64_FORMAT,
                 bytes, header->bytes, header->count, header->size, wanted);
  return TRUE;
}

static gboolean
are_finite (const float *values, int n)
{
  for (int i = 0; i < n; i++)
    if (!isfinite (values[i]))
      return FALSE;
  return TRUE;
}

static gboolean
check_face (const VanityDatasetFace *face, int index, const char *path, GError **error)
{
  const char *end = memchr (face->name, 0, sizeof face->name);
  const float *last = &face->score + 1;

  if (end == NULL || end == face->name || !g_utf8_validate (face->name, end - face->name, NULL))
    return fail (error, VANITY_ERROR_FORMAT, path, "the name of face %d is no text", index);
  if (face->split > VANITY_DATASET_VALIDATION)
    return fail (error, VANITY_ERROR_FORMAT, path, "%s has the split %u, not 0 or 1", face->name,
                 face->split);
  if (face->makeup < -1 || face->makeup > 3)
    return fail (error, VANITY_ERROR_FORMAT, path, "%s has the makeup %d, not −1 to 3", face->name,
                 face->makeup);
  /* From `shown` on all are floats. */
  if (!are_finite (&face->shown, last - &face->shown) || face->shown < 0 || face->shown > 1
      || face->score < 0 || face->score > 3)
    return fail (error, VANITY_ERROR_FORMAT, path, "a measure of %s is out of range", face->name);
  return TRUE;
}

VanityDataset *
vanity_dataset_open (const char *path, GError **error)
{
  g_autoptr (VanityDataset) dataset = g_new0 (VanityDataset, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  /* Refuses pipes and devices. */
  g_autoptr (GFileInputStream) stream = vanity_open_file (file, path, NULL, error);
  g_autoptr (GError) cause = NULL;

  if (stream == NULL)
    return NULL;
  dataset->file = g_mapped_file_new (path, FALSE, &cause);
  if (dataset->file == NULL)
    {
      vanity_set_read_error (error, path, g_steal_pointer (&cause));
      return NULL;
    }

  gsize bytes = g_mapped_file_get_length (dataset->file);
  const char *data = g_mapped_file_get_contents (dataset->file);
  if (bytes < VANITY_DATASET_PAGE)
    {
      fail (error, VANITY_ERROR_FORMAT, path, "not a set of faces, or cut off");
      return NULL;
    }
  memcpy (&dataset->header, data, sizeof dataset->header);
  if (!check_header (&dataset->header, bytes, path, error))
    return NULL;
  dataset->faces = (const VanityDatasetFace *)(data + VANITY_DATASET_PAGE);
  dataset->textures = (const guint8 *)data + vanity_dataset_get_start (dataset->header.count);
  for (guint i = 0; i < dataset->header.count; i++)
    if (!check_face (&dataset->faces[i], i, path, error))
      return NULL;
  return g_steal_pointer (&dataset);
}

int
vanity_dataset_get_size (const VanityDataset *dataset)
{
  return dataset->header.size;
}

int
vanity_dataset_get_count (const VanityDataset *dataset)
{
  return dataset->header.count;
}

const VanityDatasetFace *
vanity_dataset_get_face (const VanityDataset *dataset, int index)
{
  g_return_val_if_fail (index >= 0 && (guint)index < dataset->header.count, NULL);
  return &dataset->faces[index];
}

const guint8 *
vanity_dataset_get_texture (const VanityDataset *dataset, int index)
{
  g_return_val_if_fail (index >= 0 && (guint)index < dataset->header.count, NULL);
  return dataset->textures + (guint)index * vanity_dataset_get_texture_bytes (dataset->header.size);
}

void
vanity_dataset_decode (const VanityDataset *dataset, int index, const gint32 *mirror, float *rgb,
                       float *visibility)
{
  const guint8 *rgba = vanity_dataset_get_texture (dataset, index);
  int size = vanity_dataset_get_size (dataset), n = size * size;
  g_autofree guint8 *turned = NULL;

  if (mirror != NULL)
    {
      turned = g_new (guint8, 4 * (gsize)n);
      for (int i = 0; i < n; i++)
        for (int k = 0; k < 4; k++)
          turned[4 * i + k] = rgba[4 * mirror[i] + k];
      rgba = turned;
    }
  vanity_color_space_decode (vanity_color_space_get_srgb (), 8, rgba, rgb, rgb + n, rgb + 2 * n, n);
  for (int i = 0; i < n; i++)
    visibility[i] = (float)rgba[4 * i + 3] / 255;
}

guint64
vanity_dataset_hash (const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 hash;

  g_checksum_update (checksum, (const guchar *)name, strlen (name));
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (&hash, digest, sizeof hash);
  return GUINT64_FROM_LE (hash);
}

VanityDatasetSplit
vanity_dataset_choose_split (guint64 person, double percent)
{
  return person % 10000 < 100 * percent ? VANITY_DATASET_VALIDATION : VANITY_DATASET_TRAIN;
}
