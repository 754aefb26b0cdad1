#include "transfer-table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Of a number of pairs, as many come out worse than what is called the worst tenth. */
#define TENTH 0.1
/* A group of fewer people and pairs tells nothing of the group. */
#define FEW_PEOPLE 4
#define FEW_PAIRS 8

typedef enum
{
  ALL,
  BY_SOURCE,
  BY_REFERENCE,
} Choice;

typedef struct
{
  int n, people;
  double mean, tenth; /* the tenth that lies lowest begins below */
} Summary;

static const double wanted_fidelity[VANITY_N_TINTS] = {
  [VANITY_TINT_LIPS] = 0.85,
  [VANITY_TINT_LIDS] = 0.65,
  [VANITY_TINT_CHEEKS] = 0.55,
  [VANITY_TINT_BROWS] = 0.40,
};

static int
compare (gconstpointer one, gconstpointer other)
{
  double a = *(const double *)one, b = *(const double *)other;

  return a < b ? -1 : a > b;
}

static void
summarise (double *values, int n, Summary *summary)
{
  double sum = 0;

  qsort (values, n, sizeof *values, compare);
  for (int i = 0; i < n; i++)
    sum += values[i];
  summary->n = n;
  summary->mean = n > 0 ? sum / n : (double)NAN;
  summary->tenth = n > 0 ? values[(int)(n * TENTH)] : (double)NAN;
}

static gboolean
is_chosen (const DrawnPair *pair, Choice choice, VanitySkinGroup group)
{
  return choice == ALL
         || (choice == BY_SOURCE ? pair->source_group : pair->reference_group) == group;
}

/* The faithfulness of one region, of those pairs where it has far enough to go. */
static void
summarise_region (const Table *table, const TableColumn *column, VanityTint tint, Choice choice,
                  VanitySkinGroup group, Summary *summary)
{
  g_autofree double *values = g_new (double, table->pairs->len);
  g_autoptr (GHashTable) people = g_hash_table_new (NULL, NULL);
  int n = 0;

  for (guint i = 0; i < table->pairs->len; i++)
    {
      const DrawnPair *pair = &g_array_index (table->pairs, DrawnPair, i);
      const VanityFidelity *fidelity = &column->readouts[i].fidelity;

      if (!is_chosen (pair, choice, group) || !fidelity->seen[tint]
          || fidelity->start[tint] < VANITY_FIDELITY_START)
        continue;
      values[n++] = fidelity->fidelity[tint];
      g_hash_table_add (people,
                        GINT_TO_POINTER (choice == BY_REFERENCE ? pair->reference : pair->source));
    }
  summarise (values, n, summary);
  summary->people = (int)g_hash_table_size (people);
}

/* Of both, the lowest are the worst. */
static double
get_correlation (const VanityReadout *readout)
{
  return readout->structure.correlation;
}

static double
get_still (const VanityReadout *readout)
{
  return -readout->fidelity.skin_shift;
}

static void
summarise_values (const Table *table, const TableColumn *column,
                  double (*get) (const VanityReadout *readout), Choice choice,
                  VanitySkinGroup group, Summary *summary)
{
  g_autofree double *values = g_new (double, table->pairs->len);
  int n = 0;

  for (guint i = 0; i < table->pairs->len; i++)
    if (is_chosen (&g_array_index (table->pairs, DrawnPair, i), choice, group)
        && !isnan (get (&column->readouts[i])))
      values[n++] = get (&column->readouts[i]);
  summarise (values, n, summary);
}

static void
print_regions (const Table *table, Choice choice, VanitySkinGroup group)
{
  for (int tint = 0; tint < VANITY_N_TINTS; tint++)
    {
      printf ("    %-7s", vanity_tint_get_id (tint));
      for (int k = 0; k < table->n_columns; k++)
        {
          Summary summary;

          summarise_region (table, &table->columns[k], tint, choice, group, &summary);
          if (k == 0)
            printf (" %4d pairs of %3d", summary.n, summary.people);
          if (summary.n == 0)
            printf ("   –            ");
          else
            printf ("   %5.2f (%5.2f)", summary.mean, summary.tenth);
        }
      printf ("\n");
    }
}

static void
print_kept (const Table *table, Choice choice, VanitySkinGroup group)
{
  static const struct
  {
    const char *name;
    double (*get) (const VanityReadout *readout);
    double sign;
  } rows[] = { { "detail", get_correlation, 1 }, { "skin ΔE", get_still, -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      /* ΔE are two letters, and three bytes. */
      printf ("    %-*s", rows[i].sign < 0 ? 8 : 7, rows[i].name);
      for (int k = 0; k < table->n_columns; k++)
        {
          Summary summary;

          summarise_values (table, &table->columns[k], rows[i].get, choice, group, &summary);
          if (k == 0)
            printf (" %4d pairs       ", summary.n);
          if (summary.n == 0)
            printf ("   –            ");
          else
            printf ("   %5.3f (%5.3f)", rows[i].sign * summary.mean, rows[i].sign * summary.tenth);
        }
      printf ("\n");
    }
}

static guint64
count_outside (const Table *table, const TableColumn *column)
{
  guint64 count = 0;

  for (guint i = 0; i < table->pairs->len; i++)
    count += column->readouts[i].structure.outside;
  return count;
}

/* How far the worst group of wearers lies below the best, of those of whom there are enough; NaN
 * where there are no two. */
static double
get_gap (const Table *table, const TableColumn *column, VanityTint tint)
{
  double low = INFINITY, high = -INFINITY;
  int n = 0;

  for (int group = 0; group < VANITY_N_SKIN_GROUPS; group++)
    {
      Summary summary;

      summarise_region (table, column, tint, BY_SOURCE, group, &summary);
      if (summary.people < FEW_PEOPLE || summary.n < FEW_PAIRS)
        continue;
      low = MIN (low, summary.mean);
      high = MAX (high, summary.mean);
      n++;
    }
  return n > 1 ? high - low : (double)NAN;
}

static void
print_wanted (const Table *table, const TableColumn *column)
{
  Summary summary;

  for (int tint = 0; tint < VANITY_N_TINTS; tint++)
    {
      summarise_region (table, column, tint, ALL, 0, &summary);
      printf ("  transfer, fidelity of %s: %.2f (wanted: ≥ %.2f)\n", vanity_tint_get_id (tint),
              summary.mean, wanted_fidelity[tint]);
    }
  for (int tint = 0; tint < VANITY_N_TINTS; tint++)
    if (isnan (get_gap (table, column, tint)))
      printf ("  %s: too few of more than one group of wearers to compare them\n",
              vanity_tint_get_id (tint));
    else
      printf ("  transfer, best group of wearers − worst, %s: %.2f (wanted: ≤ 0.1)\n",
              vanity_tint_get_id (tint), get_gap (table, column, tint));
  summarise_values (table, column, get_still, ALL, 0, &summary);
  printf ("  transfer, shift of skin, ΔE2000: %.2f (wanted: ≤ 1)\n", -summary.mean);
  printf ("  transfer, pixels changed outside the face: %" G_GUINT64_FORMAT " (wanted: ≤ 0)\n",
          count_outside (table, column));
  summarise_values (table, column, get_correlation, ALL, 0, &summary);
  printf ("  transfer, detail correlation: %.3f (wanted: ≥ 0.95)\n", summary.mean);
}

/* How far apart the makeup of two columns is, on average. */
static void
print_apart (const Table *table, int one, int other)
{
  printf ("  “%s” and “%s” differ by ΔE*ab of", table->columns[one].name,
          table->columns[other].name);
  for (int tint = 0; tint < VANITY_N_TINTS; tint++)
    {
      double sum = 0;
      int n = 0;

      for (guint i = 0; i < table->pairs->len; i++)
        {
          const VanityTints *a = &table->columns[one].readouts[i].after;
          const VanityTints *b = &table->columns[other].readouts[i].after;

          if (!a->seen[tint] || !b->seen[tint])
            continue;
          sum += vanity_tint_get_distance (a->tint[tint], b->tint[tint]);
          n++;
        }
      printf ("%s %s %.1f", tint > 0 ? "," : "", vanity_tint_get_id (tint), n > 0 ? sum / n : 0);
    }
  printf ("\n");
}

static void
print_heading (const Table *table)
{
  printf ("%-29s", "");
  for (int k = 0; k < table->n_columns; k++)
    printf ("   %-13s", table->columns[k].name);
  printf ("\n");
}

void
table_print (const Table *table, int judged)
{
  static const char *const choices[] = { "", "worn by", "copied from" };

  printf (
      "  Means, and in brackets what nine in ten pairs reach. Fidelity of a region counts pairs\n"
      "  that start at least ΔE %d apart.\n",
      VANITY_FIDELITY_START);
  print_heading (table);
  printf ("  all\n");
  print_regions (table, ALL, 0);
  print_kept (table, ALL, 0);
  printf ("    outside                ");
  for (int k = 0; k < table->n_columns; k++)
    printf ("   %-13" G_GUINT64_FORMAT, count_outside (table, &table->columns[k]));
  printf ("\n");
  for (Choice choice = BY_SOURCE; choice <= BY_REFERENCE; choice++)
    for (int group = 0; group < VANITY_N_SKIN_GROUPS; group++)
      {
        printf ("  %s skin of Monk %s\n", choices[choice], vanity_skin_group_get_label (group));
        print_regions (table, choice, group);
        if (choice == BY_SOURCE)
          print_kept (table, choice, group);
      }
  for (int k = 0; k + table->n_columns / 2 < table->n_columns && table->n_columns > 2; k++)
    print_apart (table, k, k + table->n_columns / 2);
  printf ("  Beside what is wanted, “%s”\n", table->columns[judged].name);
  print_wanted (table, &table->columns[judged]);
}
