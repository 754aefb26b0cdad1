#include "recommend/habit-private.h"

#include <math.h>

/* How much each way from one shade to another counts. */
#define ALIKE 0.7f
#define TOGETHER 0.3f
#define FOLLOWS 0.3f
/* A sum over many opinions would say yes to everything: once there are more than this, in parts of
 * the strongest, it becomes a mean. */
#define ENOUGH 4.0f
/* What a shade that was wrong says of itself. */
#define WRONG_ITSELF (-0.6f)
/* What one that says less has to say is not asked for. */
#define LEAST_VOICE 0.005f

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
  g_array_unref (habit->voices);
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

/* How much what came after `index` counts: it may be several times among what was done lately. */
static float
get_following (const VanityHabit *habit, guint32 index)
{
  float sum = 0;

  for (guint i = 0; i < habit->sequence->len; i++)
    if (g_array_index (habit->sequence, guint32, i) == index)
      sum += vanity_transitions_get_age_weight (habit->transitions,
                                                (int)(habit->sequence->len - 1 - i));
  return sum;
}

/* Opinions and ages hold until something more is done, and scores are asked of many shades. */
static void
collect_voices (VanityHabit *habit)
{
  float said = 0;

  g_array_set_size (habit->voices, 0);
  for (guint i = 0; i < habit->newest->len; i++)
    {
      guint32 index = g_array_index (habit->newest, guint32, i);
      const VanityHabitItem *item = g_ptr_array_index (habit->items, index);
      VanityHabitVoice voice = { .index = index,
                                 .opinion = vanity_habit_item_get_opinion (item),
                                 .memory = vanity_habit_get_memory (habit, item->last),
                                 .following = get_following (habit, index) };

      if (item->wrong || voice.following > 0 || fabsf (voice.opinion * voice.memory) > LEAST_VOICE)
        {
          said += fabsf (voice.opinion * voice.memory);
          g_array_append_val (habit->voices, voice);
        }
    }
  habit->dilution = ENOUGH / (ENOUGH + said);
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
  collect_voices (habit);
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

/* How much `voice` speaks for `shade`, which is item `own` of the history, or −1. */
static float
get_part (const VanityHabit *habit, const VanityHabitVoice *voice, const VanityShade *shade,
          int own)
{
  const VanityHabitItem *item = g_ptr_array_index (habit->items, voice->index);
  float features[VANITY_N_LIKENESSES], part = voice->opinion;

  if (own == (int)voice->index)
    return voice->memory * (item->wrong ? WRONG_ITSELF : voice->opinion);

  vanity_shade_likeness (item->shade, shade, features);
  part *= ALIKE * vanity_likeness_weigh (habit->weights, features);
  if (own >= 0 && voice->opinion > 0)
    part += TOGETHER * voice->opinion
            * vanity_transitions_get (habit->cooccurrence, voice->index, (guint32)own);
  part *= habit->dilution;
  if (own >= 0 && voice->following > 0)
    part += FOLLOWS * voice->following
            * vanity_transitions_get (habit->transitions, voice->index, (guint32)own);
  return voice->memory * part;
}

/* The sum of all parts; `because` is the item with the largest, other than the shade itself, or
 * −1. */
static float
sum_parts (const VanityHabit *habit, const VanityShade *shade, int *because)
{
  int own = (int)GPOINTER_TO_UINT (g_hash_table_lookup (habit->places, shade->uid)) - 1;
  float most = 0, sum = 0;

  *because = -1;
  for (guint i = 0; i < habit->voices->len; i++)
    {
      const VanityHabitVoice *voice = &g_array_index (habit->voices, VanityHabitVoice, i);
      float part = get_part (habit, voice, shade, own);

      sum += part;
      if (part > most && own != (int)voice->index)
        {
          most = part;
          *because = (int)voice->index;
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
