#include "train-head-set.h"

#include "base/error.h"
#include "base/write-file.h"
#include "cli-batch.h"
#include "head/head-view.h"
#include "image/photo.h"
#include "image/skin-tone.h"

#include <math.h>
#include <string.h>

#define MAGIC "VANHEADS"
#define VERSION 1
#define START 4096
#define SIDE 192
#define MOST_SIDE 1024
#define MOST_HEADS 100000
/* How much more than what the network sees is kept, to move and shrink it. */
#define MARGIN 1.3

typedef struct
{
  char magic[8];
  guint32 version, side, count;
} Header;

struct _VanityHeadSet
{
  GMappedFile *file;
  const guint8 *bytes;
  int side, count;
};

static gsize
get_record_bytes (int side)
{
  return sizeof (VanityHeadEntry) + 4 * (gsize)side * (gsize)side;
}

void
vanity_head_set_free (VanityHeadSet *set)
{
  g_clear_pointer (&set->file, g_mapped_file_unref);
  g_free (set);
}

VanityHeadSet *
vanity_head_set_open (const char *path, GError **error)
{
  g_autoptr (VanityHeadSet) set = g_new0 (VanityHeadSet, 1);
  g_autoptr (GError) cause = NULL;
  Header header = { 0 };

  set->file = g_mapped_file_new (path, FALSE, &cause);
  if (!set->file)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "%s: %s", path, cause->message);
      return NULL;
    }
  set->bytes = (const guint8 *)g_mapped_file_get_contents (set->file);
  if (g_mapped_file_get_length (set->file) >= START)
    memcpy (&header, set->bytes, sizeof header);
  if (g_mapped_file_get_length (set->file) < START || memcmp (header.magic, MAGIC, 8) != 0
      || header.version != VERSION || header.side < 16 || header.side > MOST_SIDE
      || header.count < 1 || header.count > MOST_HEADS
      || g_mapped_file_get_length (set->file)
             != START + header.count * get_record_bytes ((int)header.side))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   "%s: not a set of heads, of another version or cut off; delete it to have it "
                   "made again",
                   path);
      return NULL;
    }
  set->side = (int)header.side;
  set->count = (int)header.count;
  for (int i = 0; i < set->count; i++)
    {
      const VanityHeadEntry *entry = vanity_head_set_get_entry (set, i);

      for (int k = 0; k < 2 * VANITY_FACE_MESH_POINTS; k++)
        if (!isfinite (entry->points[k / 2][k % 2]) || fabsf (entry->points[k / 2][k % 2]) > 1e5f)
          {
            g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                         "%s: a point of head %d is no number", path, i);
            return NULL;
          }
    }
  return g_steal_pointer (&set);
}

int
vanity_head_set_get_side (const VanityHeadSet *set)
{
  return set->side;
}

int
vanity_head_set_get_count (const VanityHeadSet *set)
{
  return set->count;
}

static const guint8 *
get_record (const VanityHeadSet *set, int index)
{
  return set->bytes + START + (gsize)index * get_record_bytes (set->side);
}

const VanityHeadEntry *
vanity_head_set_get_entry (const VanityHeadSet *set, int index)
{
  return (const VanityHeadEntry *)(const void *)get_record (set, index);
}

const guint8 *
vanity_head_set_get_rgb (const VanityHeadSet *set, int index)
{
  return get_record (set, index) + sizeof (VanityHeadEntry);
}

const guint8 *
vanity_head_set_get_person (const VanityHeadSet *set, int index)
{
  return vanity_head_set_get_rgb (set, index) + 3 * (gsize)set->side * (gsize)set->side;
}

void
vanity_head_set_get_points (const VanityHeadSet *set, int index, VanityPoint *points)
{
  const VanityHeadEntry *entry = vanity_head_set_get_entry (set, index);

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    points[i] = (VanityPoint){ entry->points[i][0], entry->points[i][1], 0 };
}

/* ---- Making one ---- */

typedef struct
{
  GHashTable *faces; /* name → VanityDatasetFace */
  GMutex mutex;
  GHashTable *records; /* name → bytes */
} Making;

static GPrivate segmenter_of_thread = G_PRIVATE_INIT ((GDestroyNotify)vanity_segmenter_free);

static VanitySegmenter *
get_segmenter (GError **error)
{
  VanitySegmenter *segmenter = g_private_get (&segmenter_of_thread);

  if (!segmenter)
    {
      segmenter = vanity_segmenter_new (error);
      g_private_set (&segmenter_of_thread, segmenter);
    }
  return segmenter;
}

/* The smallest square that holds what is seen of `region`. */
static VanityAffine
find_grid (const VanityRegion *region, int width, int height, float edge[4])
{
  double half = MARGIN * region->size / 2, low[2], high[2], size, scale;
  double middle[2] = { region->x, region->y }, limit[2] = { width, height };
  VanityAffine grid = { { 0 } };

  for (int k = 0; k < 2; k++)
    {
      low[k] = MAX (middle[k] - half, 0);
      high[k] = MIN (middle[k] + half, limit[k]);
    }
  size = MAX (MAX (high[0] - low[0], high[1] - low[1]), 1);
  scale = size / SIDE;
  grid.m[0] = grid.m[4] = scale;
  for (int k = 0; k < 2; k++)
    {
      double start = (low[k] + high[k] - size) / 2;

      grid.m[3 * k + 2] = start;
      edge[k] = (float)(-start / scale);
      edge[2 + k] = (float)((limit[k] - start) / scale);
    }
  return grid;
}

static gboolean
write_record (const VanityImage *image, const VanityFace *face, VanityHeadEntry *entry,
              guint8 *pixels, GCancellable *cancellable, GError **error)
{
  g_autofree float *cells = g_new0 (float, VANITY_HEAD_VIEW_CHANNELS *SIDE *SIDE);
  VanitySegmenter *segmenter = get_segmenter (error);
  VanityRegion region;
  VanityAffine grid;

  if (!segmenter)
    return FALSE;
  if (!vanity_head_view_find (face->points, &region))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "its mesh is no face");
      return FALSE;
    }
  grid = find_grid (&region, image->width, image->height, entry->edge);
  if (!vanity_head_view_sample (image, segmenter, &grid, SIDE, cells, cancellable, error))
    return FALSE;
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      entry->points[i][0] = (float)(((double)face->points[i].x - grid.m[2]) / grid.m[0]);
      entry->points[i][1] = (float)(((double)face->points[i].y - grid.m[5]) / grid.m[4]);
    }
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      const float *cell = cells + i * VANITY_HEAD_VIEW_CHANNELS;

      for (int k = 0; k < 3; k++)
        pixels[3 * i + k] = (guint8)lroundf (255 * CLAMP (cell[k], 0.0f, 1.0f));
      pixels[3 * SIDE * SIDE + i] = (guint8)lroundf (255 * cell[VANITY_HEAD_VIEW_PERSON]);
    }
  return TRUE;
}

/* One photo, on any thread. */
static gboolean
take_photo (VanityBatchItem *item, VanityFaceFinder *finder, gpointer data,
            GCancellable *cancellable, GError **error)
{
  Making *making = data;
  g_autofree char *name = g_path_get_basename (item->path);
  const VanityDatasetFace *known = g_hash_table_lookup (making->faces, name);
  g_autoptr (GFile) file = g_file_new_for_path (item->path);
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (VanityImage) view = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree guint8 *record = NULL;
  VanityHeadEntry *entry;

  if (!known)
    return TRUE;
  photo = vanity_photo_load (file, cancellable, error);
  view = photo ? vanity_photo_new_view (photo, cancellable, error) : NULL;
  found = view ? vanity_face_finder_find (finder, view, cancellable, error) : NULL;
  if (!found)
    return FALSE;
  if (found->len == 0)
    {
      item->note = g_strdup ("left out: no face");
      return TRUE;
    }
  record = g_malloc0 (get_record_bytes (SIDE));
  entry = (VanityHeadEntry *)(void *)record;
  g_strlcpy (entry->name, name, sizeof entry->name);
  entry->split = known->split;
  entry->glasses = (known->flags & VANITY_DATASET_GLASSES) != 0;
  entry->tone
      = vanity_skin_tone_find ((VanityLab){ known->skin[0], known->skin[1], known->skin[2] }, NULL);
  if (!write_record (vanity_photo_get_image (photo), found->pdata[0], entry, record + sizeof *entry,
                     cancellable, error))
    return FALSE;
  g_mutex_lock (&making->mutex);
  g_hash_table_insert (making->records, g_steal_pointer (&name), g_steal_pointer (&record));
  g_mutex_unlock (&making->mutex);
  return TRUE;
}

static gboolean
save (const char *path, const Making *making, const VanityDataset *faces, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Header header = { MAGIC, VERSION, SIDE, g_hash_table_size (making->records) };

  g_byte_array_set_size (bytes, START);
  memset (bytes->data, 0, START);
  memcpy (bytes->data, &header, sizeof header);
  for (int i = 0; i < vanity_dataset_get_count (faces); i++)
    {
      const guint8 *record
          = g_hash_table_lookup (making->records, vanity_dataset_get_face (faces, i)->name);

      if (record)
        g_byte_array_append (bytes, record, (guint)get_record_bytes (SIDE));
    }
  whole = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return vanity_write_file (file, whole, NULL, NULL, NULL, error);
}

gboolean
vanity_head_set_make (const char *path, const char *folder, const VanityDataset *faces,
                      GError **error)
{
  g_autofree char *img = g_build_filename (folder, "img", NULL);
  char *names[] = { g_file_test (img, G_FILE_TEST_IS_DIR) ? img : (char *)folder, NULL };
  VanityExit status;
  g_autoptr (VanityBatch) batch = vanity_batch_new (names, NULL, &status);
  Making making = { .faces = g_hash_table_new (g_str_hash, g_str_equal),
                    .records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  gboolean made = FALSE;

  g_mutex_init (&making.mutex);
  for (int i = 0; i < vanity_dataset_get_count (faces); i++)
    {
      const VanityDatasetFace *face = vanity_dataset_get_face (faces, i);

      g_hash_table_insert (making.faces, (gpointer)face->name, (gpointer)face);
    }
  if (!batch || vanity_batch_run (batch, take_photo, &making) != VANITY_EXIT_DONE
      || g_hash_table_size (making.records) == 0)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                 "%s: its photos, those of the set of faces, could not all be read", folder);
  else
    made = save (path, &making, faces, error);
  g_hash_table_unref (making.faces);
  g_hash_table_unref (making.records);
  g_mutex_clear (&making.mutex);
  return made;
}
