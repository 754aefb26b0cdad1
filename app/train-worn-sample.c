#include "train-worn-sample.h"

#include "base/error.h"
#include "face/atlas-region.h"
#include "image/color.h"
#include "train-worn-paint.h"
#include "transfer/light.h"

#include <math.h>
#include <string.h>

#define TEXELS (VANITY_WORN_SIDE * VANITY_WORN_SIDE)
#define GREY 3           /* chroma of the skin of a photo without colours */
#define MOSTLY_SEEN 0.6f /* of a bare face that is to be painted */
/* Lenses so dark against the skin may be those of sunglasses: nobody has said. */
#define DARK_LENS 0.5f
/* Kinds of samples, the rest being faces with glasses. */
#define PAINTED 0.4
#define REAL 0.8
#define BEARDED 0.92
/* Of painted faces, those that are left bare. */
#define LEFT_BARE 0.15
#define WITH_SHADES 0.1
#define SOFTENED 0.25
#define LIGHT 0.7

/* What levels real faces are drawn from. */
static const double shares[VANITY_WORN_N_LEVELS] = { 0.45, 0.22, 0.2, 0.13 };

typedef enum
{
  BARE, /* to be painted */
  GLASSES,
  BEARD,
  SHAVEN,
  LEVEL, /* and three more */
  N_LISTS = LEVEL + VANITY_WORN_N_LEVELS
} List;

struct _VanityWornSamples
{
  const VanityDataset *dataset;
  const VanityAtlas *atlas;
  VanityDatasetSplit split;
  GHashTable *beards;     /* name → 1 beard, 2 none */
  GArray *lists[N_LISTS]; /* int, indices in the data set */
};

void
vanity_worn_samples_free (VanityWornSamples *samples)
{
  if (samples == NULL)
    return;
  for (int i = 0; i < N_LISTS; i++)
    g_array_unref (samples->lists[i]);
  g_hash_table_unref (samples->beards);
  g_free (samples);
}

static gboolean
read_beards (VanityWornSamples *samples, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GError *inner = NULL;

  if (!g_file_get_contents (path, &text, NULL, &inner))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "%s: %s", path, inner->message);
      g_error_free (inner);
      return FALSE;
    }
  lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], "\t", 2);

      if (words[0] == NULL || words[0][0] == '\0' || words[0][0] == '#')
        continue;
      if (g_strcmp0 (words[1], "beard") != 0 && g_strcmp0 (words[1], "none") != 0)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                       "%s: line %d says neither “beard” nor “none” after a photo and a tab", path,
                       i + 1);
          return FALSE;
        }
      g_hash_table_insert (samples->beards, g_strdup (words[0]),
                           GINT_TO_POINTER (g_str_equal (words[1], "beard") ? 1 : 2));
    }
  return TRUE;
}

static int
get_beard (const VanityWornSamples *samples, const VanityDatasetFace *face)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (samples->beards, face->name));
}

static gboolean
is_grey (const VanityDatasetFace *face)
{
  return face->skin[0] > 0 && hypotf (face->skin[1], face->skin[2]) < GREY;
}

static void
list_face (VanityWornSamples *samples, int index)
{
  const VanityDatasetFace *face = vanity_dataset_get_face (samples->dataset, index);
  const guint32 unfit = VANITY_DATASET_GLASSES | VANITY_DATASET_BLURRED | VANITY_DATASET_TURNED;
  int beard = get_beard (samples, face);

  if (face->split != samples->split || is_grey (face))
    return;
  if (face->makeup == 0 && !(face->flags & unfit) && face->shown >= MOSTLY_SEEN)
    g_array_append_val (samples->lists[BARE], index);
  if (face->flags & VANITY_DATASET_GLASSES)
    g_array_append_val (samples->lists[GLASSES], index);
  if (beard != 0)
    g_array_append_val (samples->lists[beard == 1 ? BEARD : SHAVEN], index);
  if (face->makeup >= 0 && face->makeup < VANITY_WORN_N_LEVELS)
    g_array_append_val (samples->lists[LEVEL + face->makeup], index);
}

VanityWornSamples *
vanity_worn_samples_new (const VanityDataset *dataset, VanityDatasetSplit split, const char *beards,
                         GError **error)
{
  g_autoptr (VanityWornSamples) samples = g_new0 (VanityWornSamples, 1);

  samples->dataset = dataset;
  samples->split = split;
  samples->beards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; i < N_LISTS; i++)
    samples->lists[i] = g_array_new (FALSE, FALSE, sizeof (int));
  if (vanity_dataset_get_size (dataset) != VANITY_WORN_SIDE)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "the faces are of %d texels, and should be of %d: vanity-train faces --size %d",
                   vanity_dataset_get_size (dataset), VANITY_WORN_SIDE, VANITY_WORN_SIDE);
      return NULL;
    }
  samples->atlas = vanity_atlas_get (VANITY_WORN_SIDE, error);
  if (samples->atlas == NULL || (beards != NULL && !read_beards (samples, beards, error)))
    return NULL;
  for (int i = 0; i < vanity_dataset_get_count (dataset); i++)
    list_face (samples, i);
  if (samples->lists[BARE]->len == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "of the %d faces none is known to be bare", vanity_dataset_get_count (dataset));
      return NULL;
    }
  return g_steal_pointer (&samples);
}

/* ---- What is known ---- */

static void
tell (float *wanted, float *known, int answer, gboolean yes)
{
  wanted[answer] = yes;
  known[answer] = 1;
}

static void
tell_level (float *wanted, float *known, VanityWornPart part, int level)
{
  for (int k = 0; level >= 0 && k < VANITY_WORN_STEPS; k++)
    tell (wanted, known, VANITY_WORN_STEPS * (int)part + k, level > k);
}

static void
forget_level (float *known, VanityWornPart part)
{
  memset (known + VANITY_WORN_STEPS * (int)part, 0, sizeof (float) * VANITY_WORN_STEPS);
}

/* Of the skin around, linear: whether lenses may be dark ones. */
static gboolean
has_dark_lenses (const VanityAtlas *atlas, const float *rgb)
{
  const float *lids = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIDS);
  const float *bare = vanity_atlas_get_region (atlas, VANITY_ATLAS_BARE);
  double sum[2] = { 0 }, count[2] = { 1e-6, 1e-6 };

  for (int i = 0; i < TEXELS; i++)
    for (int k = 0; k < 2; k++)
      if ((k == 0 ? lids : bare)[i] > 0.5f)
        {
          sum[k] += (double)rgb[TEXELS + i];
          count[k]++;
        }
  return sum[0] / count[0] < (double)DARK_LENS * sum[1] / count[1];
}

/* All that people said of a face. */
static void
tell_face (const VanityWornSamples *samples, const VanityDatasetFace *face, const float *rgb,
           float *wanted, float *known)
{
  int beard = get_beard (samples, face);
  gboolean glasses = (face->flags & VANITY_DATASET_GLASSES) != 0;

  memset (wanted, 0, sizeof (float) * VANITY_WORN_N_ANSWERS);
  memset (known, 0, sizeof (float) * VANITY_WORN_N_ANSWERS);
  tell_level (wanted, known, VANITY_WORN_WHOLE, face->makeup);
  for (int part = 0; face->makeup == 0 && part < VANITY_WORN_WHOLE; part++)
    tell_level (wanted, known, (VanityWornPart)part, 0);
  tell (wanted, known, VANITY_WORN_GLASSES, glasses);
  if (!glasses || !has_dark_lenses (samples->atlas, rgb))
    tell (wanted, known, VANITY_WORN_SUNGLASSES, FALSE);
  if (beard != 0)
    tell (wanted, known, VANITY_WORN_BEARD, beard == 1);
}

static void
tell_shades (float *wanted, float *known)
{
  tell (wanted, known, VANITY_WORN_GLASSES, TRUE);
  tell (wanted, known, VANITY_WORN_SUNGLASSES, TRUE);
  forget_level (known, VANITY_WORN_EYES);
  forget_level (known, VANITY_WORN_BROWS);
  forget_level (known, VANITY_WORN_WHOLE);
}

/* ---- Samples ---- */

/* A face while it becomes a sample. */
typedef struct
{
  float *rgb, *visibility, *encoded;
  float *wanted, *known;
} Face;

static void
decode_face (const VanityWornSamples *samples, int index, gboolean mirror, Face *face)
{
  vanity_dataset_decode (samples->dataset, index,
                         mirror ? vanity_atlas_get_mirror (samples->atlas) : NULL, face->rgb,
                         face->visibility);
  tell_face (samples, vanity_dataset_get_face (samples->dataset, index), face->rgb, face->wanted,
             face->known);
}

/* As a smaller photo would show it. */
static void
soften (float *rgb, float *room)
{
  for (int c = 0; c < 3; c++)
    {
      float *plane = rgb + c * TEXELS;

      memcpy (room, plane, sizeof (float) * TEXELS);
      for (int y = 1; y < VANITY_WORN_SIDE - 1; y++)
        for (int x = 1; x < VANITY_WORN_SIDE - 1; x++)
          {
            const float *at = room + y * VANITY_WORN_SIDE + x;

            plane[y * VANITY_WORN_SIDE + x]
                = (4 * at[0] + at[-1] + at[1] + at[-VANITY_WORN_SIDE] + at[VANITY_WORN_SIDE]) / 8;
          }
    }
}

/* In another light, in steps of 8 bits as photos have them. */
static void
relight (Face *face, VanityRandom *random)
{
  VanityLight light;

  vanity_light_draw (&light, LIGHT, random);
  vanity_light_write (&light, face->rgb, VANITY_WORN_SIDE, face->encoded);
  vanity_srgb_to_linear_row (face->encoded, face->encoded, 3 * TEXELS);
  for (int c = 0; c < 3; c++)
    for (int i = 0; i < TEXELS; i++)
      face->rgb[c * TEXELS + i] = face->encoded[3 * i + c];
}

static gboolean
paint_face (const VanityWornSamples *samples, Face *face, VanityRandom *random, GError **error)
{
  int levels[VANITY_WORN_N_PARTS];

  if (!vanity_worn_paint_style (samples->atlas, face->rgb, face->visibility, random, levels, error))
    return FALSE;
  for (int part = 0; part < VANITY_WORN_N_PARTS; part++)
    {
      forget_level (face->known, (VanityWornPart)part);
      tell_level (face->wanted, face->known, (VanityWornPart)part, levels[part]);
    }
  return TRUE;
}

static int
choose (const VanityWornSamples *samples, int list, VanityRandom *random)
{
  const GArray *indices = samples->lists[list];

  if (indices->len == 0)
    indices = samples->lists[BARE];
  return g_array_index (indices, int, vanity_random_index (random, indices->len));
}

static int
choose_level (const VanityWornSamples *samples, VanityRandom *random)
{
  double at = vanity_random_uniform (random);
  int level = 0;

  while (level < VANITY_WORN_N_LEVELS - 1 && at >= shares[level])
    at -= shares[level++];
  return choose (samples, LEVEL + level, random);
}

static gboolean
draw_face (const VanityWornSamples *samples, VanityRandom *random, Face *face, GError **error)
{
  double kind = vanity_random_uniform (random);
  gboolean mirror = vanity_random_uniform (random) < 0.5;

  if (kind < PAINTED)
    {
      decode_face (samples, choose (samples, BARE, random), mirror, face);
      return vanity_random_uniform (random) < LEFT_BARE
             || paint_face (samples, face, random, error);
    }
  if (kind < REAL)
    decode_face (samples, choose_level (samples, random), mirror, face);
  else if (kind < BEARDED)
    decode_face (samples,
                 choose (samples, vanity_random_uniform (random) < 0.5 ? BEARD : SHAVEN, random),
                 mirror, face);
  else
    decode_face (samples, choose (samples, GLASSES, random), mirror, face);
  return TRUE;
}

static gboolean
write_sample (gpointer data, int index, VanityRandom *random, float *const *places, GError **error)
{
  const VanityWornSamples *samples = data;
  g_autofree float *planes = g_new (float, 7 * TEXELS);
  Face face = { planes, planes + 3 * TEXELS, planes + 4 * TEXELS, places[VANITY_WORN_SAMPLE_WANTED],
                places[VANITY_WORN_SAMPLE_KNOWN] };

  (void)index;
  if (!draw_face (samples, random, &face, error))
    return FALSE;
  if (vanity_random_uniform (random) < WITH_SHADES && face.wanted[VANITY_WORN_GLASSES] <= 0)
    {
      vanity_worn_paint_shades (samples->atlas, face.rgb, face.visibility, random);
      tell_shades (face.wanted, face.known);
    }
  if (vanity_random_uniform (random) < SOFTENED)
    soften (face.rgb, face.encoded);
  relight (&face, random);
  vanity_worn_write_view (samples->atlas, face.rgb, face.visibility,
                          places[VANITY_WORN_SAMPLE_VIEW]);
  return TRUE;
}

void
vanity_worn_samples_get_source (VanityWornSamples *samples, int count, VanitySource *source)
{
  *source = (VanitySource){ .count = count,
                            .n_places = VANITY_WORN_SAMPLE_PLACES,
                            .sizes = { TEXELS * VANITY_WORN_CHANNELS, VANITY_WORN_N_ANSWERS,
                                       VANITY_WORN_N_ANSWERS },
                            .write = write_sample,
                            .data = samples };
}

gboolean
vanity_worn_samples_read_face (const VanityWornSamples *samples, int index, float *view,
                               float *wanted, float *known)
{
  g_autofree float *planes = g_new (float, 4 * TEXELS);
  Face face = { planes, planes + 3 * TEXELS, NULL, wanted, known };

  if (vanity_dataset_get_face (samples->dataset, index)->split != samples->split)
    return FALSE;
  decode_face (samples, index, FALSE, &face);
  vanity_worn_write_view (samples->atlas, face.rgb, face.visibility, view);
  return TRUE;
}

gboolean
vanity_worn_samples_paint_face (const VanityWornSamples *samples, gboolean shades,
                                VanityRandom *random, float *view, float *wanted, float *known,
                                GError **error)
{
  g_autofree float *planes = g_new (float, 4 * TEXELS);
  Face face = { planes, planes + 3 * TEXELS, NULL, wanted, known };

  decode_face (samples, choose (samples, BARE, random), FALSE, &face);
  if (!paint_face (samples, &face, random, error))
    return FALSE;
  if (shades)
    {
      vanity_worn_paint_shades (samples->atlas, face.rgb, face.visibility, random);
      tell_shades (face.wanted, face.known);
    }
  vanity_worn_write_view (samples->atlas, face.rgb, face.visibility, view);
  return TRUE;
}
