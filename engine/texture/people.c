#include "texture/people.h"

#include "base/parallel.h"

#include <math.h>
#include <string.h>

/* A stranger taken for the same person only moves to the other part; a person not known again
 * spoils what is measured. */
#define ALIKE 0.95

void
vanity_likeness_measure (const guint8 *rgba, int size, float *values)
{
  const int side = VANITY_LIKENESS_SIDE, cell = size / side;
  double mean = 0, square = 0;
  int n = 0;

  memset (values, 0, VANITY_LIKENESS_VALUES * sizeof *values);
  for (int y = 0; y < cell * side; y++)
    for (int x = 0; x < cell * side; x++)
      {
        const guint8 *pixel = rgba + 4 * ((gsize)y * size + x);

        values[y / cell * side + x / cell]
            += 0.30f * pixel[0] + 0.59f * pixel[1] + 0.11f * pixel[2];
      }
  /* What lies round the face is not the person. */
  for (int i = 0; i < VANITY_LIKENESS_VALUES; i++)
    if (i % side == 0 || i % side == side - 1 || i / side == 0 || i / side == side - 1)
      values[i] = 0;
    else
      {
        mean += values[i];
        n++;
      }
  mean /= n;
  for (int i = 0; i < VANITY_LIKENESS_VALUES; i++)
    if (!(i % side == 0 || i % side == side - 1 || i / side == 0 || i / side == side - 1))
      {
        values[i] -= mean;
        square += values[i] * values[i];
      }
  for (int i = 0; i < VANITY_LIKENESS_VALUES; i++)
    values[i] = square > 0 ? values[i] / sqrt (square) : 0;
}

double
vanity_likeness_compare (const float *one, const float *other)
{
  float sum[8] = { 0 };

  for (int i = 0; i < VANITY_LIKENESS_VALUES; i += 8)
    for (int k = 0; k < 8; k++)
      sum[k] += one[i + k] * other[i + k];
  return (double)(sum[0] + sum[1]) + (sum[2] + sum[3]) + (sum[4] + sum[5]) + (sum[6] + sum[7]);
}

typedef struct
{
  const float *likenesses;
  GMutex lock;
  GArray *pairs; /* int, two by two */
} Search;

static void
find_alike (gpointer data, int index, int worker)
{
  Search *search = data;
  const float *own = search->likenesses + (gsize)index * VANITY_LIKENESS_VALUES;

  for (int i = 0; i < index; i++)
    if (vanity_likeness_compare (own, search->likenesses + (gsize)i * VANITY_LIKENESS_VALUES)
        >= ALIKE)
      {
        int pair[2] = { index, i };

        g_mutex_lock (&search->lock);
        g_array_append_vals (search->pairs, pair, 2);
        g_mutex_unlock (&search->lock);
      }
}

/* The persons' names are the nodes of a forest, the smallest of each tree its root. */
static guint64
find_root (GHashTable *parents, guint64 person)
{
  const guint64 *parent;

  while ((parent = g_hash_table_lookup (parents, &person)) != NULL)
    person = *parent;
  return person;
}

static void
join (GHashTable *parents, guint64 one, guint64 other)
{
  guint64 a = find_root (parents, one), b = find_root (parents, other);

  if (a != b)
    g_hash_table_insert (parents, g_memdup2 (a > b ? &a : &b, sizeof a),
                         g_memdup2 (a > b ? &b : &a, sizeof a));
}

int
vanity_people_join (VanityDatasetFace *faces, int count, const float *likenesses)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GHashTable) parents
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Search search = { .likenesses = likenesses, .pairs = pairs };
  int changed = 0;

  g_mutex_init (&search.lock);
  vanity_pool_run (vanity_pool_get_default (), find_alike, &search, count);
  g_mutex_clear (&search.lock);
  for (guint i = 0; i + 1 < pairs->len; i += 2)
    join (parents, faces[g_array_index (pairs, int, i)].person,
          faces[g_array_index (pairs, int, i + 1)].person);
  for (int i = 0; i < count; i++)
    {
      guint64 person = find_root (parents, faces[i].person);

      changed += person != faces[i].person;
      faces[i].person = person;
    }
  return changed;
}
