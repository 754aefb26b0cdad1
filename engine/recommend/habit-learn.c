#include "recommend/habit-private.h"

#include <math.h>
#include <string.h>

/* After this long, what was done counts half. */
#define HALF_LIFE (90.0 * 24 * 60 * 60 * G_USEC_PER_SEC)
/* Longer without doing anything, and another sitting begins. */
#define SITTING (G_GINT64_CONSTANT (30) * 60 * G_USEC_PER_SEC)
/* Worn for longer than this is meant. */
#define WORN_SECONDS 60
/* Weights grow by at most this, or the oldest would be lost among the newest anyway. */
#define MOST_HALVES 60.0
#define RATE 0.05f

/* Shares of what followed, not counts: they do not depend on how much counts when. */
static const VanityTransitionOptions follows = {
  .window = VANITY_HABIT_WINDOW,
  .gap_power = 1,
  .backward = 0.2,
  .source_power = 1,
  .prior = 0,
  .decay = 0.5,
};
static const VanityTransitionOptions together = {
  .window = 64,
  .backward = 1,
  .source_power = 1,
  .prior = 0,
  .decay = 1,
};

static void
free_item (gpointer data)
{
  VanityHabitItem *item = data;

  vanity_shade_unref (item->shade);
  g_free (item);
}

void
vanity_habit_reset (VanityHabit *habit)
{
  g_clear_pointer (&habit->items, g_ptr_array_unref);
  g_clear_pointer (&habit->places, g_hash_table_unref);
  g_clear_pointer (&habit->voices, g_array_unref);
  g_clear_pointer (&habit->newest, g_array_unref);
  g_clear_pointer (&habit->sequence, g_array_unref);
  g_clear_pointer (&habit->sitting, g_array_unref);
  g_clear_pointer (&habit->transitions, vanity_transitions_free);
  g_clear_pointer (&habit->cooccurrence, vanity_transitions_free);
  habit->items = g_ptr_array_new_with_free_func (free_item);
  habit->places = g_hash_table_new (g_str_hash, g_str_equal);
  habit->voices = g_array_new (FALSE, FALSE, sizeof (VanityHabitVoice));
  habit->newest = g_array_new (FALSE, FALSE, sizeof (guint32));
  habit->sequence = g_array_new (FALSE, FALSE, sizeof (guint32));
  habit->sitting = g_array_new (FALSE, FALSE, sizeof (guint32));
  habit->transitions = vanity_transitions_new (&follows);
  habit->cooccurrence = vanity_transitions_new (&together);
  habit->last_event = 0;
  habit->first = habit->last = 0;
  habit->n_done = 0;
  vanity_likeness_init (habit->weights);
}

float
vanity_habit_item_get_opinion (const VanityHabitItem *item)
{
  double sum = 0;

  if (item->hidden)
    return -1;
  sum += MIN (0.15 * item->tries, 0.45);
  sum += MIN (0.15 * log2 (1 + item->worn / WORN_SECONDS), 0.6);
  sum += item->liked ? 0.8 : 0;
  sum += item->saved ? 0.5 : 0;
  sum += item->bought ? 0.9 : 0;
  /* Somebody may like the line of a shade that was wrong, but not the shade. */
  return (float)(item->wrong ? MIN (0.3 * sum, 0.3) : MIN (sum, 1.5));
}

float
vanity_habit_get_memory (const VanityHabit *habit, gint64 time)
{
  return (float)exp2 (-(double)MAX (habit->last - time, 0) / HALF_LIFE);
}

static guint32
find_item (VanityHabit *habit, const VanityEvent *event)
{
  gpointer place = g_hash_table_lookup (habit->places, event->shade->uid);
  VanityHabitItem *item;

  if (place != NULL)
    return GPOINTER_TO_UINT (place) - 1;
  item = g_new0 (VanityHabitItem, 1);
  if (habit->catalogue != NULL)
    item->shade = vanity_catalogue_get (habit->catalogue, event->shade->uid, NULL);
  if (item->shade == NULL)
    item->shade = vanity_shade_ref (event->shade);
  g_ptr_array_add (habit->items, item);
  g_hash_table_insert (habit->places, item->shade->uid, GUINT_TO_POINTER (habit->items->len));
  return habit->items->len - 1;
}

/* Puts `index` at the end of a list that has it at most once. */
static void
move_to_end (GArray *list, guint32 index, guint most)
{
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, guint32, i) == index)
      {
        g_array_remove_index (list, i);
        break;
      }
  if (list->len == most)
    g_array_remove_index (list, 0);
  g_array_append_val (list, index);
}

/* TRUE for what is done because somebody wants to. */
static gboolean
is_wanted (const VanityEvent *event)
{
  switch (event->kind)
    {
    case VANITY_EVENT_TRY:
    case VANITY_EVENT_LIKE:
    case VANITY_EVENT_SAVE:
    case VANITY_EVENT_BOUGHT:
      return TRUE;
    case VANITY_EVENT_WORN:
      return event->amount >= WORN_SECONDS;
    case VANITY_EVENT_UNLIKE:
    case VANITY_EVENT_UNSAVE:
    case VANITY_EVENT_HIDE:
    case VANITY_EVENT_UNHIDE:
    case VANITY_EVENT_NOT_BOUGHT:
    case VANITY_EVENT_WRONG_SHADE:
    case VANITY_EVENT_RIGHT_SHADE:
    case VANITY_N_EVENT_KINDS:
      break;
    }
  return FALSE;
}

static void
note (VanityHabitItem *item, const VanityEvent *event)
{
  switch (event->kind)
    {
    case VANITY_EVENT_TRY:
      item->tries++;
      break;
    case VANITY_EVENT_WORN:
      item->worn += event->amount;
      break;
    case VANITY_EVENT_LIKE:
    case VANITY_EVENT_UNLIKE:
      item->liked = event->kind == VANITY_EVENT_LIKE;
      break;
    case VANITY_EVENT_SAVE:
    case VANITY_EVENT_UNSAVE:
      item->saved = event->kind == VANITY_EVENT_SAVE;
      break;
    case VANITY_EVENT_HIDE:
    case VANITY_EVENT_UNHIDE:
      item->hidden = event->kind == VANITY_EVENT_HIDE;
      break;
    case VANITY_EVENT_BOUGHT:
    case VANITY_EVENT_NOT_BOUGHT:
      item->bought = event->kind == VANITY_EVENT_BOUGHT;
      break;
    case VANITY_EVENT_WRONG_SHADE:
    case VANITY_EVENT_RIGHT_SHADE:
      item->wrong = event->kind == VANITY_EVENT_WRONG_SHADE;
      break;
    case VANITY_N_EVENT_KINDS:
      break;
    }
}

/* Sums of features between `shade` and what the person thinks well of. */
static void
sum_features (const VanityHabit *habit, guint32 index, float sums[VANITY_N_LIKENESSES])
{
  const VanityHabitItem *item = g_ptr_array_index (habit->items, index);

  memset (sums, 0, sizeof (float) * VANITY_N_LIKENESSES);
  for (guint i = 0; i < habit->newest->len; i++)
    {
      guint32 other = g_array_index (habit->newest, guint32, i);
      const VanityHabitItem *had = g_ptr_array_index (habit->items, other);
      float opinion = vanity_habit_item_get_opinion (had), features[VANITY_N_LIKENESSES];

      if (other == index || opinion <= 0)
        continue;
      opinion *= vanity_habit_get_memory (habit, had->last);
      vanity_shade_likeness (had->shade, item->shade, features);
      for (int k = 0; k < VANITY_N_LIKENESSES; k++)
        sums[k] += opinion * features[k];
    }
}

/* Of somebody's own shades, one that they think less of than of `index`: the newest that is hidden,
 * else the newest of another sitting that was tried and no more. */
static gboolean
find_worse (const VanityHabit *habit, guint32 index, guint32 *worse)
{
  gboolean found = FALSE;

  for (guint i = habit->newest->len; i-- > 0;)
    {
      guint32 other = g_array_index (habit->newest, guint32, i);
      const VanityHabitItem *item = g_ptr_array_index (habit->items, other);

      if (other == index)
        continue;
      if (item->hidden)
        {
          *worse = other;
          return TRUE;
        }
      if (!found && habit->last - item->last > SITTING
          && vanity_habit_item_get_opinion (item) < 0.2f)
        {
          *worse = other;
          found = TRUE;
        }
    }
  return found;
}

static void
learn_likeness (VanityHabit *habit, guint32 index)
{
  float better[VANITY_N_LIKENESSES], less[VANITY_N_LIKENESSES];
  guint32 worse = 0;

  if (!find_worse (habit, index, &worse))
    return;
  sum_features (habit, index, better);
  sum_features (habit, worse, less);
  vanity_likeness_learn (habit->weights, better, less, RATE);
}

/* What follows, and what goes with, counts more the newer it is, which is the same as that the
 * older counts less. */
static void
learn_graphs (VanityHabit *habit, guint32 index, gint64 time)
{
  const guint32 *before = (const guint32 *)habit->sequence->data;
  const guint32 *beside = (const guint32 *)habit->sitting->data;
  float weight = (float)exp2 (MIN ((double)(time - habit->first) / HALF_LIFE, MOST_HALVES));
  gboolean is_new = TRUE;

  for (guint i = 0; i < habit->sitting->len && is_new; i++)
    is_new = beside[i] != index;
  if (is_new)
    {
      vanity_transitions_add (habit->cooccurrence, beside, (int)habit->sitting->len, index, weight);
      g_array_append_val (habit->sitting, index);
    }
  if (habit->sequence->len > 0 && before[habit->sequence->len - 1] == index)
    return;
  vanity_transitions_add (habit->transitions, before, (int)habit->sequence->len, index, weight);
  if (habit->sequence->len == VANITY_HABIT_WINDOW)
    g_array_remove_index (habit->sequence, 0);
  g_array_append_val (habit->sequence, index);
}

void
vanity_habit_learn (VanityHabit *habit, const VanityEvent *event)
{
  guint32 index = find_item (habit, event);
  VanityHabitItem *item = g_ptr_array_index (habit->items, index);

  if (habit->n_done == 0)
    habit->first = habit->last = event->time;
  if (event->time - habit->last > SITTING)
    g_array_set_size (habit->sitting, 0);
  /* Clocks may go back; what is done does not. */
  habit->last = MAX (habit->last, event->time);
  habit->last_event = event->id;
  note (item, event);
  item->last = habit->last;
  habit->n_done++;
  move_to_end (habit->newest, index, VANITY_HABIT_SCORED);
  if (!is_wanted (event))
    return;
  learn_graphs (habit, index, habit->last);
  if (event->kind != VANITY_EVENT_TRY)
    learn_likeness (habit, index);
}
