#include "recommend/habit.h"

#include "made-shade.h"

#include <math.h>

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

typedef struct
{
  VanityTaste *taste;
  VanityHabit *habit;
  gint64 now;
  VanityShade *red, *ruby, *cherry, *pink, *blush, *liner;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->taste = vanity_taste_open (VANITY_TASTE_IN_MEMORY, &error);
  g_assert_no_error (error);
  f->habit = vanity_habit_new (f->taste, NULL, &error);
  g_assert_no_error (error);
  f->now = 400 * DAY;
  f->red = made_shade ("One", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  f->ruby = made_shade ("One", "Ruby", VANITY_CATEGORY_LIPSTICK, 0xa51525);
  f->cherry = made_shade ("Two", "Cherry", VANITY_CATEGORY_LIPSTICK, 0xa51525);
  f->pink = made_shade ("Two", "Pink", VANITY_CATEGORY_LIPSTICK, 0xf0a0c0);
  f->blush = made_shade ("Three", "Blush", VANITY_CATEGORY_BLUSH, 0xe8a090);
  f->liner = made_shade ("Four", "Liner", VANITY_CATEGORY_EYELINER, 0x101010);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  VanityShade *shades[] = { f->red, f->ruby, f->cherry, f->pink, f->blush, f->liner };

  vanity_habit_unref (f->habit);
  vanity_taste_unref (f->taste);
  for (gsize i = 0; i < G_N_ELEMENTS (shades); i++)
    vanity_shade_unref (shades[i]);
}

/* `later` than the event before. */
static void
record (Fixture *f, const VanityShade *shade, VanityEventKind kind, double amount, gint64 later)
{
  g_autoptr (GError) error = NULL;

  f->now += later;
  g_assert_true (vanity_taste_record_at (f->taste, shade, kind, amount, f->now, &error));
  g_assert_no_error (error);
}

static float
score (Fixture *f, const VanityShade *shade)
{
  g_autoptr (GError) error = NULL;
  float value;

  g_assert_true (vanity_habit_update (f->habit, &error));
  g_assert_no_error (error);
  value = vanity_habit_score (f->habit, shade);
  g_assert_true (value >= -1 && value <= 1);
  return value;
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  g_assert_cmpfloat (score (f, f->red), ==, 0);
  g_assert_false (vanity_habit_explain (f->habit, f->red, NULL));
}

/* A shade nobody has touched has a score, by what it is; and it can be told from what. */
static void
test_cold (Fixture *f, gconstpointer data)
{
  g_autoptr (VanityShade) because = NULL;

  record (f, f->red, VANITY_EVENT_LIKE, 0, 0);
  g_assert_cmpfloat (score (f, f->red), >, score (f, f->ruby));
  g_assert_cmpfloat (score (f, f->ruby), >, score (f, f->cherry));
  g_assert_cmpfloat (score (f, f->cherry), >, score (f, f->pink));
  g_assert_cmpfloat (score (f, f->pink), >, score (f, f->liner));
  g_assert_true (vanity_habit_explain (f->habit, f->cherry, &because));
  g_assert_cmpstr (because->uid, ==, f->red->uid);
  /* Not that it is liked because it is liked. */
  g_assert_false (vanity_habit_explain (f->habit, f->red, NULL));
}

/* The more is done with it the better; taken back is taken back. */
static void
test_strength (Fixture *f, gconstpointer data)
{
  float last = 0;
  static const struct
  {
    VanityEventKind kind;
    double amount;
  } steps[] = { { VANITY_EVENT_TRY, 0 },
                { VANITY_EVENT_WORN, 600 },
                { VANITY_EVENT_SAVE, 0 },
                { VANITY_EVENT_LIKE, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      record (f, f->red, steps[i].kind, steps[i].amount, MINUTE);
      g_assert_cmpfloat (score (f, f->cherry), >, last);
      last = score (f, f->cherry);
    }
  record (f, f->red, VANITY_EVENT_UNLIKE, 0, MINUTE);
  g_assert_cmpfloat (score (f, f->cherry), <, last);
}

static void
test_negative (Fixture *f, gconstpointer data)
{
  record (f, f->red, VANITY_EVENT_HIDE, 0, 0);
  g_assert_cmpfloat (score (f, f->red), <, -0.5);
  g_assert_cmpfloat (score (f, f->cherry), <, 0);
  g_assert_false (vanity_habit_explain (f->habit, f->cherry, NULL));
  record (f, f->red, VANITY_EVENT_UNHIDE, 0, MINUTE);
  g_assert_cmpfloat (score (f, f->red), ==, 0);

  /* A shade that was wrong may be of a line that is liked. */
  record (f, f->ruby, VANITY_EVENT_BOUGHT, 0, MINUTE);
  record (f, f->ruby, VANITY_EVENT_WRONG_SHADE, VANITY_WRONG_TOO_DARK, MINUTE);
  g_assert_cmpfloat (score (f, f->ruby), <, -0.3);
  g_assert_cmpfloat (score (f, f->red), >, 0);
  record (f, f->ruby, VANITY_EVENT_RIGHT_SHADE, 0, MINUTE);
  g_assert_cmpfloat (score (f, f->ruby), >, 0.3);
}

/* What was done long ago counts less than the same today. */
static void
test_decay (Fixture *f, gconstpointer data)
{
  float before;

  record (f, f->red, VANITY_EVENT_LIKE, 0, 0);
  before = score (f, f->cherry);
  record (f, f->liner, VANITY_EVENT_TRY, 0, 90 * DAY);
  g_assert_cmpfloat_with_epsilon (atanhf (score (f, f->cherry)), atanhf (before) / 2, 0.02);
}

/* A liner that was worn with the red in several sittings goes with it, though they are nothing
 * alike; one of which the same was done, but alone, does not so much. */
static void
test_together (Fixture *f, gconstpointer data)
{
  g_autoptr (VanityShade) other = made_shade ("Five", "Pencil", VANITY_CATEGORY_EYELINER, 0x101010);
  g_autoptr (VanityShade) because = NULL;

  record (f, f->red, VANITY_EVENT_LIKE, 0, 0);
  for (int i = 0; i < 3; i++)
    {
      record (f, other, VANITY_EVENT_TRY, 0, DAY);
      record (f, f->red, VANITY_EVENT_TRY, 0, DAY);
      record (f, f->liner, VANITY_EVENT_TRY, 0, 5 * MINUTE);
    }
  /* What came last, and what follows it, is to say nothing here. */
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d", i);
      g_autoptr (VanityShade) nails = made_shade ("Six", name, VANITY_CATEGORY_NAILS, 0x2040c0);

      record (f, nails, VANITY_EVENT_TRY, 0, DAY);
    }
  g_assert_cmpfloat (score (f, f->liner), >, score (f, other) + 0.02);
  g_assert_true (vanity_habit_explain (f->habit, f->liner, &because));
  g_assert_cmpstr (because->uid, ==, f->red->uid);
}

/* After the blush came the liner, and then the pink; with the blush just tried again, the liner is
 * nearer than when the last thing was another. */
static void
test_follows (Fixture *f, gconstpointer data)
{
  float after_blush, after_pink;

  for (int i = 0; i < 3; i++)
    {
      record (f, f->blush, VANITY_EVENT_TRY, 0, DAY);
      record (f, f->liner, VANITY_EVENT_TRY, 0, DAY);
      record (f, f->pink, VANITY_EVENT_TRY, 0, DAY);
    }
  after_pink = score (f, f->liner);
  record (f, f->blush, VANITY_EVENT_TRY, 0, DAY);
  after_blush = score (f, f->liner);
  g_assert_cmpfloat (after_blush, >, after_pink + 0.02);
}

/* Somebody who likes very much, of all kinds, still likes some of it more: scores do not run into
 * the end of their range. */
static void
test_plenty (Fixture *f, gconstpointer data)
{
  g_autoptr (VanityShade) nails = made_shade ("Six", "Blue", VANITY_CATEGORY_NAILS, 0x2040c0);
  static const VanityCategory categories[]
      = { VANITY_CATEGORY_LIPSTICK, VANITY_CATEGORY_BLUSH, VANITY_CATEGORY_EYESHADOW };

  for (int i = 0; i < 120; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d", i);
      guint32 rgb = 0x801010 + (guint32)(i % 8) * 0x080200;
      g_autoptr (VanityShade) liked = made_shade ("Seven", name, categories[i % 3], rgb);

      record (f, liked, VANITY_EVENT_LIKE, 0, 60 * MINUTE);
    }
  g_assert_cmpfloat (score (f, f->red), <, 0.9);
  g_assert_cmpfloat (score (f, f->red), >, score (f, f->pink) + 0.1);
  g_assert_cmpfloat (score (f, f->pink), >, score (f, nails));
  g_assert_cmpfloat (score (f, nails), <, 0.1);
}

static void
check_same (Fixture *f, VanityHabit *one, VanityHabit *other)
{
  VanityShade *shades[] = { f->red, f->ruby, f->cherry, f->pink, f->blush, f->liner };

  for (gsize i = 0; i < G_N_ELEMENTS (shades); i++)
    g_assert_cmpfloat (vanity_habit_score (one, shades[i]), ==,
                       vanity_habit_score (other, shades[i]));
}

/* Learnt one event at a time is the same as all at once; and erased is erased. */
static void
test_incremental (Fixture *f, gconstpointer data)
{
  VanityShade *shades[] = { f->red, f->pink, f->blush, f->red, f->liner };
  static const VanityEventKind kinds[]
      = { VANITY_EVENT_TRY, VANITY_EVENT_LIKE, VANITY_EVENT_HIDE, VANITY_EVENT_BOUGHT };
  g_autoptr (VanityHabit) batch = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 40; i++)
    {
      record (f, shades[i % 5], kinds[i % 4], 0, i % 3 ? MINUTE : DAY);
      score (f, f->ruby);
    }
  batch = vanity_habit_new (f->taste, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (vanity_habit_score (batch, f->ruby), !=, 0);
  check_same (f, f->habit, batch);

  g_assert_true (vanity_taste_erase (f->taste, VANITY_ERASE_ALL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (score (f, f->ruby), ==, 0);
  g_assert_cmpfloat (score (f, f->red), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/recommend/habit/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing", test_nothing);
  ADD ("cold", test_cold);
  ADD ("strength", test_strength);
  ADD ("negative", test_negative);
  ADD ("decay", test_decay);
  ADD ("together", test_together);
  ADD ("follows", test_follows);
  ADD ("plenty", test_plenty);
  ADD ("incremental", test_incremental);
#undef ADD
  return g_test_run ();
}
