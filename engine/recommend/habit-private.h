/* What a habit is made of; for habit*.c alone. */
#pragma once

#include "recommend/habit-likeness.h"
#include "recommend/habit.h"
#include "recommend/transitions.h"

G_BEGIN_DECLS

/* A shade of the history. */
typedef struct
{
  VanityShade *shade;
  guint tries;
  double worn; /* seconds */
  gboolean liked, saved, hidden, bought, wrong;
  gint64 last; /* something was done with it: microseconds */
} VanityHabitItem;

/* What one of them has to say in a score: made anew after events were learnt. */
typedef struct
{
  guint32 index;
  float opinion, memory; /* as below */
  float following; /* weight of what came after it, where it is among what was done lately; or 0 */
} VanityHabitVoice;

struct _VanityHabit
{
  gatomicrefcount references;
  GMutex mutex; /* over all that follows */
  VanityTaste *taste;
  VanityCatalogue *catalogue; /* or NULL */
  gint64 last_event;          /* id */
  guint64 generation, epoch;  /* of the taste when it was read */
  gboolean is_read;

  GPtrArray *items;   /* VanityHabitItem; the index is its number in the graphs */
  GHashTable *places; /* uid → index + 1 */
  GArray *voices;     /* VanityHabitVoice, of those of `newest` that have one */
  float dilution;     /* in (0, 1]: what likeness counts, the less the more there is to be like */
  GArray *newest;     /* guint32: at most VANITY_HABIT_SCORED items, the newest last */
  GArray *sequence;   /* guint32: what was done lately, without repetitions in a row */
  GArray *sitting;    /* guint32: what was done in this sitting, each once */
  gint64 first, last; /* time of the first event and the newest, microseconds */
  guint64 n_done;
  VanityTransitions *transitions, *cooccurrence;
  float weights[VANITY_N_LIKENESSES];
};

/* A score asks this many shades of the history. */
#define VANITY_HABIT_SCORED 256
/* Transitions look back so far. */
#define VANITY_HABIT_WINDOW 10

/* Forgets all. */
void vanity_habit_reset (VanityHabit *habit);
/* Learns one more event, which is newer than those before it. */
void vanity_habit_learn (VanityHabit *habit, const VanityEvent *event);

/* What the person thinks of a shade of the history, in [−1, 1.5], by what they did with it; then
 * how much that still counts, in (0, 1]. */
float vanity_habit_item_get_opinion (const VanityHabitItem *item);
float vanity_habit_get_memory (const VanityHabit *habit, gint64 time);

G_END_DECLS
