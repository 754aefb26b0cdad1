#include "transfer-draw.h"

#include "base/random.h"

#include <math.h>

#define LIGHT 1 /* makeup as labelled */
#define CLEAR 2
#define GREY 3 /* chroma of skin below which a photo has no colours */

/* Indices in an order of chance, taken from the first to the last and again. */
typedef struct
{
  GArray *faces;
  guint next;
} Pile;

static int
take (Pile *pile)
{
  return g_array_index (pile->faces, int, pile->next++ % pile->faces->len);
}

static gboolean
find_group (const VanityDatasetFace *face, VanitySkinGroup *group)
{
  VanityLab skin = { face->skin[0], face->skin[1], face->skin[2] };

  if (hypot ((double)skin.a, (double)skin.b) < GREY)
    return FALSE;
  *group = vanity_skin_tone_get_group (vanity_skin_tone_find (skin, NULL));
  return TRUE;
}

static gboolean
is_drawn (GArray *pairs, int source, int reference)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const DrawnPair *pair = &g_array_index (pairs, DrawnPair, i);

      if (pair->source == source && pair->reference == reference)
        return TRUE;
    }
  return FALSE;
}

/* FALSE where all references have been tried. */
static gboolean
draw (const VanityDataset *set, Pile *sources, Pile *references, VanitySkinGroup group,
      GArray *pairs)
{
  DrawnPair pair = { .source = take (sources), .source_group = group };

  for (guint tries = 0; tries < references->faces->len; tries++)
    {
      const VanityDatasetFace *face;

      pair.reference = take (references);
      face = vanity_dataset_get_face (set, pair.reference);
      if (face->person == vanity_dataset_get_face (set, pair.source)->person
          || is_drawn (pairs, pair.source, pair.reference))
        continue;
      find_group (face, &pair.reference_group);
      g_array_append_val (pairs, pair);
      return TRUE;
    }
  return FALSE;
}

static void
fill (const VanityDataset *set, Pile *sources, Pile *references, DrawnFaces *faces)
{
  for (int i = 0; i < vanity_dataset_get_count (set); i++)
    {
      const VanityDatasetFace *face = vanity_dataset_get_face (set, i);
      VanitySkinGroup group;

      if (face->split != VANITY_DATASET_VALIDATION || face->makeup < 0
          || !find_group (face, &group))
        continue;
      if (face->makeup <= LIGHT)
        {
          g_array_append_val (sources[group].faces, i);
          faces->sources[group]++;
        }
      else if (face->makeup >= CLEAR)
        {
          g_array_append_val (references->faces, i);
          faces->references[group]++;
        }
    }
}

GArray *
draw_pairs (const VanityDataset *set, guint64 seed, int count, DrawnFaces *faces)
{
  GArray *pairs = g_array_new (FALSE, TRUE, sizeof (DrawnPair));
  Pile piles[VANITY_N_SKIN_GROUPS + 1], *references = &piles[VANITY_N_SKIN_GROUPS];
  VanityRandom random;
  gboolean drawn = TRUE;

  *faces = (DrawnFaces){ { 0 }, { 0 } };
  vanity_random_init (&random, seed);
  for (gsize i = 0; i < G_N_ELEMENTS (piles); i++)
    piles[i] = (Pile){ g_array_new (FALSE, FALSE, sizeof (int)), 0 };
  fill (set, piles, references, faces);
  for (gsize i = 0; i < G_N_ELEMENTS (piles); i++)
    vanity_random_shuffle (&random, (int *)(gpointer)piles[i].faces->data,
                           (int)piles[i].faces->len);
  while (drawn && references->faces->len > 0)
    {
      drawn = FALSE;
      for (int group = 0; group < VANITY_N_SKIN_GROUPS && (int)pairs->len < count; group++)
        if (piles[group].faces->len > 0)
          drawn |= draw (set, &piles[group], references, group, pairs);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (piles); i++)
    g_array_unref (piles[i].faces);
  return pairs;
}
