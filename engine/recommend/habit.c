#include "recommend/habit-private.h"
#include "recommend/habit-wrong.h"

#include <math.h>

/* How much each way from one shade to another counts. */
#define ALIKE 0.7f
#define TOGETHER 0.3f
#define FOLLOWS 0.3f
#define WRONG 0.8f

VanityHabit *
vanity_habit_new (VanityTaste *taste, VanityCatalogue *catalogue, GError **error)
{
  g_autoptr (VanityHabit) habit = g_new0 (VanityHabit, 1);

  g_atomic_ref_count_init (&habit->references);
  g_mutex_init (&habit->mutex);
  habit->taste = vanity_taste_ref (taste);
  habit->catalogue = catalogue ? vanity_catalogue_ref (catalogue) : NULL;
  vanity_habit_reset (habit);
  if (!vanity_habit_update (habit, error))
    return NULL;
  return g_steal_pointer (&habit);
}

VanityHabit *
vanity_habit_ref (VanityHabit *habit)
{
  g_atomic_ref_count_inc (&habit->references);
  return habit;
}

void
vanity_habit_unref (VanityHabit *habit)
{
  if (!g_atomic_ref_count_dec (&habit->references))
    return;
  g_ptr_array_unref (habit->items);
  g_hash_table_unref (habit->places);
  g_array_unref (habit->newest);
  g_array_unref (habit->sequence);
  g_array_unref (habit->sitting);
  vanity_transitions_free (habit->transitions);
  vanity_transitions_free (habit->cooccurrence);
  vanity_taste_unref (habit->taste);
  g_clear_pointer (&habit->catalogue, vanity_catalogue_unref);
  g_mutex_clear (&habit->mutex);
  g_free (habit);
}

static gboolean
update (VanityHabit *habit, GError **error)
{
  /* Read before the events, so that what comes meanwhile is seen the next time. */
  guint64 generation = vanity_taste_get_generation (habit->taste);
  guint64 epoch = vanity_taste_get_epoch (habit->taste);
  g_autoptr (GPtrArray) events = NULL;

  if (habit->is_read && generation == habit->generation && epoch == habit->epoch)
    return TRUE;
  if (habit->is_read && epoch != habit->epoch)
    {
      vanity_habit_reset (habit);
      habit->is_read = FALSE;
    }
  events = vanity_taste_list_events (habit->taste, habit->last_event, 0, error);
  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    vanity_habit_learn (habit, g_ptr_array_index (events, i));
  habit->generation = generation;
  habit->epoch = epoch;
  habit->is_read = TRUE;
  return TRUE;
}

gboolean
vanity_habit_update (VanityHabit *habit, GError **error)
{
  gboolean good;

  g_mutex_lock (&habit->mutex);
  good = update (habit, error);
  g_mutex_unlock (&habit->mutex);
  return good;
}

/* How much the shade `index` of the history speaks for `shade`, which is item `own` of it, or −1.
 */
static float
get_part (const VanityHabit *habit, guint32 index, const VanityShade *shade, int own)
{
  const VanityHabitItem *item = g_ptr_array_index (habit->items, index);
  float memory = vanity_habit_get_memory (habit, item->last);
  float opinion = vanity_habit_item_get_opinion (item), part;
  float features[VANITY_N_LIKENESSES];

  vanity_likeness_compare (item->shade, shade, features);
  part = ALIKE * opinion * vanity_likeness_weigh (habit->weights, features);
  if (own == (int)index)
    part = opinion;
  else if (own >= 0 && opinion > 0)
    part += TOGETHER * opinion * vanity_transitions_get (habit->cooccurrence, index, (guint32)own);
  if (item->wrong)
    part += WRONG * vanity_wrong_compare (item->shade, item->how, shade);
  return memory * part;
}

/* What came after the things that were done last, of which `index` is the one `age` before the
 * newest. */
static float
get_following (const VanityHabit *habit, guint32 index, int age, int own)
{
  return FOLLOWS * vanity_transitions_get_age_weight (habit->transitions, age)
         * vanity_transitions_get (habit->transitions, index, (guint32)own);
}

/* The sum of all parts; `because` is the item with the largest, other than the shade itself, or
 * −1. */
static float
sum_parts (const VanityHabit *habit, const VanityShade *shade, int *because)
{
  int own = (int)GPOINTER_TO_UINT (g_hash_table_lookup (habit->places, shade->uid)) - 1;
  float most = 0, sum = 0;

  *because = -1;
  for (guint i = 0; i < habit->newest->len; i++)
    {
      guint32 index = g_array_index (habit->newest, guint32, i);
      float part = get_part (habit, index, shade, own);

      for (guint k = 0; k < habit->sequence->len && own >= 0; k++)
        if (g_array_index (habit->sequence, guint32, k) == index && own != (int)index)
          part += get_following (habit, index, (int)(habit->sequence->len - 1 - k), own);
      sum += part;
      if (part > most && own != (int)index)
        {
          most = part;
          *because = (int)index;
        }
    }
  return sum;
}

float
vanity_habit_score (VanityHabit *habit, const VanityShade *shade)
{
  float sum;
  int because;

  g_mutex_lock (&habit->mutex);
  sum = sum_parts (habit, shade, &because);
  g_mutex_unlock (&habit->mutex);
  return tanhf (sum);
}

gboolean
vanity_habit_explain (VanityHabit *habit, const VanityShade *shade, VanityShade **because)
{
  gboolean found;
  int index;

  g_mutex_lock (&habit->mutex);
  found = sum_parts (habit, shade, &index) > 0 && index >= 0;
  if (found && because != NULL)
    {
      const VanityHabitItem *item = g_ptr_array_index (habit->items, index);
      *because = vanity_shade_ref (item->shade);
    }
  g_mutex_unlock (&habit->mutex);
  return found;
}
