/* The whole of it, on catalogues made by the test. */
#include "recommend/recommender.h"

#include "folder.h"
#include "made-shade.h"
#include "recommend/match.h"
#include "recommend/taste-avoid.h"

#include <math.h>
#include <string.h>

typedef struct
{
  char *folder;
  VanityCatalogue *catalogue;
  VanityTaste *taste;
  VanityRecommender *recommender;
  VanityPerson person;
  VanityWish wish;
} Fixture;

static void
add (Fixture *fixture, const VanityShade *shade)
{
  g_autoptr (GError) error = NULL;

  vanity_catalogue_add (fixture->catalogue, shade, NULL, &error);
  g_assert_no_error (error);
}

/* Foundations on a grid of lightness and hue, of four brands, three currencies' worth of nothing
 * else; and reds. */
static void
fill (Fixture *fixture)
{
  static const char *const brands[] = { "Alder", "Birch", "Cedar", "Dogwood" };

  g_assert_true (vanity_catalogue_begin (fixture->catalogue, NULL));
  for (int i = 0; i < 240; i++)
    {
      VanityLab lab = { 25 + 0.28f * (float)i, 8 + (float)(i % 5) * 2, 14 + (float)(i % 7) * 2 };
      g_autofree char *name = g_strdup_printf ("%d", i);
      g_autoptr (VanityShade) shade = made_shade (brands[i % 4], name, VANITY_CATEGORY_FOUNDATION,
                                                  vanity_rgb_pack (vanity_lab_to_linear (lab)));

      vanity_shade_set_price (shade, (VanityMoney){ 1000 + 10 * i, "USD" }, NULL);
      shade->undertone = (VanityUndertoneLabel)(1 + i % 3);
      add (fixture, shade);
    }
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("Red %d", i);
      guint32 rgb = 0x902030 + (guint32)(i % 6) * 0x0c0000 + (guint32)(i / 6) * 0x000404;
      g_autoptr (VanityShade) shade
          = made_shade (brands[i % 4], name, VANITY_CATEGORY_LIPSTICK, rgb);

      vanity_shade_set_text (&shade->ingredients, i % 3 == 0 ? "Aqua, Talc" : "Aqua, Mica");
      add (fixture, shade);
    }
  g_assert_true (vanity_catalogue_commit (fixture->catalogue, NULL));
}

/* A catalogue has the starter list in it; it is taken out. */
static void
empty (Fixture *fixture)
{
  g_auto (VanityQuery) query = { 0 };
  g_autoptr (GPtrArray) shades = NULL;

  vanity_query_init (&query);
  shades = vanity_catalogue_search (fixture->catalogue, &query, NULL, NULL);
  g_assert_true (vanity_catalogue_begin (fixture->catalogue, NULL));
  for (guint i = 0; i < shades->len; i++)
    g_assert_true (
        vanity_catalogue_remove (fixture->catalogue, ((VanityShade *)shades->pdata[i])->uid, NULL));
  g_assert_true (vanity_catalogue_commit (fixture->catalogue, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = fixture_folder ();
  path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  fixture->catalogue = vanity_catalogue_open (path, &error);
  g_assert_no_error (error);
  fixture->taste = vanity_taste_open (VANITY_TASTE_IN_MEMORY, &error);
  g_assert_no_error (error);
  empty (fixture);
  fill (fixture);
  fixture->recommender = vanity_recommender_new (fixture->catalogue, fixture->taste);
  vanity_person_init (&fixture->person);
  vanity_wish_init (&fixture->wish);
  fixture->wish.person = &fixture->person;
  fixture->person.skin_known = fixture->person.skin.known = TRUE;
  fixture->person.skin.lab = (VanityLab){ 60, 12, 20 };
  vanity_undertone_judge (fixture->person.skin.lab,
                          (const double (*)[3])fixture->person.skin.covariance,
                          fixture->person.skin.undertone);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vanity_wish_clear (&fixture->wish);
  vanity_person_clear (&fixture->person);
  vanity_recommender_unref (fixture->recommender);
  vanity_taste_unref (fixture->taste);
  vanity_catalogue_unref (fixture->catalogue);
  fixture_remove (fixture->folder);
}

static GPtrArray *
run (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *groups = vanity_recommender_run (fixture->recommender, &fixture->wish, NULL, &error);

  g_assert_no_error (error);
  return groups;
}

static const VanityProposalGroup *
find_group (const GPtrArray *groups, VanityCategory category)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const VanityProposalGroup *group = groups->pdata[i];

      if (group->category == category)
        return group;
    }
  return NULL;
}

static gboolean
has (const VanityProposalGroup *group, const char *uid)
{
  for (guint i = 0; i < group->proposals->len; i++)
    if (strcmp (((VanityProposal *)group->proposals->pdata[i])->shade->uid, uid) == 0)
      return TRUE;
  return FALSE;
}

static void
check (const VanityProposalGroup *group)
{
  for (guint i = 0; i < group->proposals->len; i++)
    {
      const VanityProposal *proposal = group->proposals->pdata[i];

      g_assert_true (proposal->score > 0 && proposal->score < 1);
      g_assert_true (proposal->match >= 0 && proposal->match <= 1);
      g_assert_true (proposal->feature >= 0 && proposal->feature <= 1);
      g_assert_cmpuint (proposal->reasons->len, >=, 2);
      g_assert_cmpuint (proposal->reasons->len, <=, 4);
      for (guint k = 1; k < i; k++)
        g_assert_cmpstr (proposal->shade->uid, !=,
                         ((VanityProposal *)group->proposals->pdata[k - 1])->shade->uid);
    }
}

/* Near to the skin, best first, the same each time; in no group twice. */
static void
test_skin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) groups = run (fixture);
  g_autoptr (GPtrArray) again = run (fixture);
  const VanityProposalGroup *group = find_group (groups, VANITY_CATEGORY_FOUNDATION);

  g_assert_nonnull (group);
  g_assert_cmpint (group->layer, ==, -1);
  g_assert_cmpuint (group->proposals->len, ==, 6);
  check (group);
  for (guint i = 0; i < group->proposals->len; i++)
    {
      const VanityProposal *one = group->proposals->pdata[i];
      const VanityProposal *other
          = find_group (again, VANITY_CATEGORY_FOUNDATION)->proposals->pdata[i];

      g_assert_cmpstr (one->shade->uid, ==, other->shade->uid);
      g_assert_cmpfloat_with_epsilon (
          one->delta_e, vanity_lab_delta_e2000 (fixture->person.skin.lab, one->shade->lab), 1e-6);
      g_assert_cmpfloat (one->delta_e, <, 4);
    }
}

/* Filters are hard, the avoid-list of the person among them. */
static void
test_filters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) groups = NULL;
  const VanityProposalGroup *group;

  fixture->wish.look = vanity_look_find ("red-lip", NULL);
  fixture->wish.query.brands = g_strsplit ("cedar,BIRCH", ",", 0);
  fixture->wish.n = 20;
  g_assert_true (vanity_taste_add_avoided (fixture->taste, "talc", NULL));
  groups = run (fixture);
  for (guint i = 0; i < groups->len; i++)
    {
      group = groups->pdata[i];
      for (guint k = 0; k < group->proposals->len; k++)
        {
          const VanityShade *shade = ((VanityProposal *)group->proposals->pdata[k])->shade;

          g_assert_true (vanity_query_admits (&fixture->wish.query, shade));
          g_assert_null (strstr (shade->ingredients, "Talc"));
        }
    }
  group = find_group (groups, VANITY_CATEGORY_LIPSTICK);
  g_assert_nonnull (group);
  g_assert_cmpint (group->layer, >=, 0);
  g_assert_cmpuint (group->proposals->len, >, 0);
  check (group);
}

/* What is hidden stays away; what was too dark as well, and what comes is lighter. */
static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = run (fixture);
  const VanityProposalGroup *group = find_group (before, VANITY_CATEGORY_FOUNDATION);
  VanityShade *hidden = ((VanityProposal *)group->proposals->pdata[0])->shade;
  VanityShade *wrong = ((VanityProposal *)group->proposals->pdata[1])->shade;
  g_autoptr (GPtrArray) after = NULL;
  gboolean said = FALSE;

  g_assert_true (vanity_taste_record (fixture->taste, hidden, VANITY_EVENT_HIDE, 0, NULL));
  g_assert_true (vanity_taste_record (fixture->taste, wrong, VANITY_EVENT_WRONG_SHADE,
                                      VANITY_WRONG_TOO_DARK, NULL));
  after = run (fixture);
  group = find_group (after, VANITY_CATEGORY_FOUNDATION);
  g_assert_false (has (group, hidden->uid));
  g_assert_false (has (group, wrong->uid));
  for (guint i = 0; i < group->proposals->len; i++)
    {
      const VanityProposal *proposal = group->proposals->pdata[i];

      g_assert_cmpfloat ((double)proposal->shade->lab.L, >, (double)wrong->lab.L);
      for (guint k = 0; k < proposal->reasons->len; k++)
        said |= ((VanityReason *)proposal->reasons->pdata[k])->kind == VANITY_REASON_LEARNT_LIGHTER;
    }
  g_assert_true (said);
}

/* A like lifts. */
static void
test_liked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = run (fixture);
  const VanityProposalGroup *group = find_group (before, VANITY_CATEGORY_FOUNDATION);
  const VanityProposal *last = group->proposals->pdata[5];
  g_autoptr (GPtrArray) after = NULL;
  const VanityReason *reason;
  gboolean said = FALSE;

  g_assert_true (vanity_taste_record (fixture->taste, last->shade, VANITY_EVENT_LIKE, 0, NULL));
  after = run (fixture);
  group = find_group (after, VANITY_CATEGORY_FOUNDATION);
  for (guint i = 0; i < group->proposals->len; i++)
    {
      const VanityProposal *proposal = group->proposals->pdata[i];

      if (strcmp (proposal->shade->uid, last->shade->uid) != 0)
        continue;
      g_assert_cmpfloat (proposal->habit, >, 0.5);
      g_assert_cmpfloat (proposal->score, >, last->score);
      for (guint k = 0; k < proposal->reasons->len; k++)
        {
          reason = proposal->reasons->pdata[k];
          said |= reason->kind == VANITY_REASON_LIKED;
        }
    }
  g_assert_true (said);
}

/* Where there is none it is said, with how far the nearest is. */
static void
test_no_match (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) groups = NULL;
  const VanityProposalGroup *group;

  fixture->person.skin.lab = (VanityLab){ 12, 3, 4 };
  groups = run (fixture);
  group = find_group (groups, VANITY_CATEGORY_FOUNDATION);
  g_assert_cmpfloat (group->nearest, >, VANITY_CLOSE_SKIN);
  g_assert_nonnull (group->note);
  g_assert_nonnull (strstr (group->note, "No close match"));
  g_assert_cmpuint (group->proposals->len, >, 0);
}

/* Of nobody's skin nothing is proposed, and why is said; a foundation that fits is enough. */
static void
test_owned (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) groups = NULL;
  const VanityProposalGroup *group;

  fixture->person.skin_known = FALSE;
  groups = run (fixture);
  group = find_group (groups, VANITY_CATEGORY_FOUNDATION);
  g_assert_cmpuint (group->proposals->len, ==, 0);
  g_assert_nonnull (group->note);
  g_clear_pointer (&groups, g_ptr_array_unref);
  vanity_person_set_owned_color (&fixture->person, 0xa67c52);
  groups = run (fixture);
  group = find_group (groups, VANITY_CATEGORY_FOUNDATION);
  g_assert_cmpuint (group->proposals->len, ==, 6);
  check (group);
}

/* Exploration takes the last places, repeats with its seed, and never the first place. */
static void
test_explore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GPtrArray) again = NULL;
  const VanityProposalGroup *one, *other;
  int explored = 0;

  fixture->wish.exploration = 0.4;
  fixture->wish.seed = 7;
  groups = run (fixture);
  again = run (fixture);
  one = find_group (groups, VANITY_CATEGORY_FOUNDATION);
  other = find_group (again, VANITY_CATEGORY_FOUNDATION);
  g_assert_false (((VanityProposal *)one->proposals->pdata[0])->explored);
  for (guint i = 0; i < one->proposals->len; i++)
    {
      const VanityProposal *a = one->proposals->pdata[i], *b = other->proposals->pdata[i];

      g_assert_cmpstr (a->shade->uid, ==, b->shade->uid);
      explored += a->explored;
    }
  g_assert_cmpint (explored, ==, 2);
}

/* Of equals the cheaper one comes first, whichever is added first. */
static void
test_ties (Fixture *fixture, gconstpointer data)
{
  static const int prices[] = { 5000, 500, 3000 };
  guint32 rgb = vanity_rgb_pack (vanity_lab_to_linear (fixture->person.skin.lab));
  g_autoptr (GPtrArray) groups = NULL;
  const VanityProposalGroup *group;

  for (gsize i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      g_autofree char *brand = g_strdup_printf ("Elm %d", (int)i);
      g_autoptr (VanityShade) shade = made_shade (brand, "0", VANITY_CATEGORY_FOUNDATION, rgb);

      vanity_shade_set_price (shade, (VanityMoney){ prices[i], "USD" }, NULL);
      add (fixture, shade);
    }
  groups = run (fixture);
  group = find_group (groups, VANITY_CATEGORY_FOUNDATION);
  for (gsize i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      const VanityShade *shade = ((VanityProposal *)group->proposals->pdata[i])->shade;

      g_assert_cmphex (shade->rgb, ==, rgb);
      g_assert_cmpint (shade->prices[0].money.minor, ==, i == 0 ? 500 : i == 1 ? 3000 : 5000);
    }
}

/* Other brands only, the nearest first, with what they cost more or less. */
static void
test_alternatives (Fixture *fixture, gconstpointer data)
{
  g_auto (VanityQuery) query = { 0 };
  g_autoptr (GPtrArray) shades = NULL;
  g_autoptr (GArray) found = NULL;
  const VanityShade *shade;
  double before = 0;

  vanity_query_init (&query);
  query.categories = 1u << VANITY_CATEGORY_FOUNDATION;
  shades = vanity_catalogue_search (fixture->catalogue, &query, NULL, NULL);
  shade = shades->pdata[shades->len / 2];
  found = vanity_recommender_alternatives (fixture->recommender, shade, NULL, 5, NULL);
  g_assert_cmpuint (found->len, ==, 5);
  for (guint i = 0; i < found->len; i++)
    {
      const VanityAlternative *one = &g_array_index (found, VanityAlternative, i);

      g_assert_cmpstr (one->shade->brand, !=, shade->brand);
      g_assert_cmpfloat (one->delta_e, >=, before);
      before = one->delta_e;
      g_assert_true (one->has_price);
      g_assert_cmpint (one->gap.minor, ==,
                       one->shade->prices[0].money.minor - shade->prices[0].money.minor);
      g_assert_true (!one->is_dupe || one->gap.minor < 0);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "skin", test_skin },       { "filters", test_filters },           { "wrong", test_wrong },
    { "liked", test_liked },     { "no-match", test_no_match },         { "owned", test_owned },
    { "explore", test_explore }, { "alternatives", test_alternatives }, { "ties", test_ties },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/recommend/recommender/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
