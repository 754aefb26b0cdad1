/* Products beside the photo, in the real window. */
#include "tests/ui/support.h"

#include "ui/alternative-list.h"
#include "ui/choice-pills.h"
#include "ui/look-panel.h"
#include "ui/open-link.h"
#include "ui/product-group.h"
#include "ui/query-chips.h"
#include "ui/query-editor.h"

#include <glib/gstdio.h>
#include <string.h>

static VanityProductsPanel *
get_panel (Fixture *fixture)
{
  return fixture_find (fixture->window, VANITY_TYPE_PRODUCTS_PANEL);
}

static VanityOffer *
get_offer (Fixture *fixture)
{
  return vanity_products_panel_get_offer (get_panel (fixture));
}

static VanityShop *
get_shop (Fixture *fixture)
{
  return vanity_offer_get_shop (get_offer (fixture));
}

/* Proposed, for a face that has been looked at. */
static gboolean
is_ready (Fixture *fixture)
{
  return vanity_offer_get_state (get_offer (fixture)) == VANITY_OFFER_READY
         && !vanity_offer_is_looking (get_offer (fixture))
         && !vanity_shop_is_busy (get_shop (fixture));
}

static gboolean
begin (Fixture *fixture)
{
  if (!fixture_open_portrait (fixture))
    return FALSE;

  /* Nobody has asked. */
  g_assert_cmpstr (vanity_products_panel_get_page (get_panel (fixture)), ==, "waiting");
  g_assert_null (vanity_offer_get_groups (get_offer (fixture)));
  fixture_activate (fixture, "show-products");
  fixture_wait (fixture, is_ready);
  g_assert_cmpstr (vanity_products_panel_get_page (get_panel (fixture)), ==, "found");

  return TRUE;
}

/* The group for the layer of this kind of the look, or NULL. */
static const VanityProposalGroup *
find_group (Fixture *fixture, const char *kind)
{
  GPtrArray *groups = vanity_offer_get_groups (get_offer (fixture));
  VanityLook *look = vanity_offer_get_look (get_offer (fixture));

  for (guint i = 0; i < groups->len; i++)
    {
      const VanityProposalGroup *group = groups->pdata[i];

      if (group->layer >= 0
          && strcmp (((VanityLayer *)look->layers->pdata[group->layer])->kind->id, kind) == 0)
        return group;
    }

  return NULL;
}

/* Its widget. */
static VanityProductGroup *
find_widget (Fixture *fixture, const char *title)
{
  GtkWidget *widget = fixture_find (get_panel (fixture), VANITY_TYPE_PRODUCT_GROUP);

  for (; widget != NULL; widget = gtk_widget_get_next_sibling (widget))
    if (strcmp (vanity_product_group_get_title (VANITY_PRODUCT_GROUP (widget)), title) == 0)
      return VANITY_PRODUCT_GROUP (widget);

  return NULL;
}

static VanityProductCard *
find_card (Fixture *fixture, const char *kind)
{
  const VanityProposalGroup *group = find_group (fixture, kind);

  g_assert_nonnull (group);

  return fixture_find (find_widget (fixture, group->title), VANITY_TYPE_PRODUCT_CARD);
}

/* The toggle button of a card that has this name for assistive technology. */
static GtkWidget *
find_button (gpointer root, const char *tooltip)
{
  if (GTK_IS_TOGGLE_BUTTON (root) && g_strcmp0 (gtk_widget_get_tooltip_text (root), tooltip) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, tooltip);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_show (Fixture *fixture, gconstpointer data)
{
  GPtrArray *groups;
  VanityProductCard *card;
  g_autofree char *percent = NULL;
  const VanityProposalGroup *lips;
  const VanityProposal *best;

  if (!begin (fixture))
    return;

  /* A group with products or a word why not for each layer that has products. */
  groups = vanity_offer_get_groups (get_offer (fixture));
  for (guint i = 0; i < groups->len; i++)
    {
      const VanityProposalGroup *group = groups->pdata[i];

      if (group->proposals->len > 0)
        {
          VanityProductGroup *widget = find_widget (fixture, group->title);

          g_assert_nonnull (widget);
          g_assert_cmpint (vanity_product_group_count (widget), >=, 1);
          g_assert_cmpstr (vanity_product_group_get_note (widget), ==,
                           group->note != NULL ? group->note : "");
        }
    }

  /* A card says how near the product is, and why. */
  lips = find_group (fixture, "lipstick");
  best = lips->proposals->pdata[0];
  card = find_card (fixture, "lipstick");
  g_assert_true (vanity_product_card_get_shade (card) == best->shade);
  percent = g_strdup_printf ("%.0f%% match", 100 * best->match);
  g_assert_true (g_str_has_prefix (vanity_product_card_get_figures (card), percent));
  g_assert_cmpuint (best->reasons->len, >=, 2);
  g_assert_nonnull (strchr (vanity_product_card_get_reasons (card), '\n'));
}

static void
test_try_on (Fixture *fixture, gconstpointer data)
{
  VanityProductCard *card;
  GPtrArray *groups;
  VanityLook *before;
  GtkWidget *button;
  const char *uid;

  if (!begin (fixture))
    return;

  before = fixture_get_wear (fixture).look;
  groups = vanity_offer_get_groups (get_offer (fixture));
  card = find_card (fixture, "lipstick");
  uid = vanity_product_card_get_shade (card)->uid;
  button = find_button (card, "See It on the Photo");
  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);

  /* Worn at once, and what is proposed stays what it was. */
  g_assert_true (fixture_get_wear (fixture).look != before);
  g_assert_true (vanity_offer_wears (get_offer (fixture), uid));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Worn");
  fixture_wait (fixture, is_ready);
  fixture_wait (fixture, fixture_is_settled);
  g_assert_true (vanity_offer_get_groups (get_offer (fixture)) == groups);
  g_assert_cmpuint (vanity_shop_get_shade_state (get_shop (fixture), uid).tries, ==, 1);

  /* Undone, done again, and taken off by its own button. */
  fixture_activate (fixture, "undo");
  g_assert_true (fixture_get_wear (fixture).look == before);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  fixture_activate (fixture, "redo");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
  g_assert_false (vanity_offer_wears (get_offer (fixture), uid));
  fixture_wait (fixture, is_ready);
  g_assert_true (vanity_offer_get_groups (get_offer (fixture)) == groups);
}

/* How long it was worn is told when it comes off. */
static void
test_worn (Fixture *fixture, gconstpointer data)
{
  VanityProductCard *card;
  const char *uid;

  if (!begin (fixture))
    return;

  card = find_card (fixture, "blush");
  uid = vanity_product_card_get_shade (card)->uid;
  vanity_offer_set_seen (get_offer (fixture), TRUE);
  vanity_offer_try_on (get_offer (fixture), vanity_product_card_get_shade (card), NULL);
  fixture_idle (3200);
  vanity_offer_put_back (get_offer (fixture), vanity_product_card_get_shade (card));
  fixture_wait (fixture, is_ready);
  g_assert_cmpfloat (vanity_shop_get_shade_state (get_shop (fixture), uid).worn, >=, 3);
  g_assert_cmpfloat (vanity_shop_get_shade_state (get_shop (fixture), uid).worn, <, 60);
}

static void
test_like (Fixture *fixture, gconstpointer data)
{
  VanityProductCard *card;
  const char *uid;
  VanityShadeState state;

  if (!begin (fixture))
    return;

  card = find_card (fixture, "lipstick");
  uid = vanity_product_card_get_shade (card)->uid;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (card, "I Like It")), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (card, "On My Look List")), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (card, "Bought: in My Bag")), TRUE);
  vanity_shop_settle (get_shop (fixture));
  g_assert_true (
      vanity_taste_get_state (vanity_shop_get_taste (get_shop (fixture)), uid, &state, NULL));
  g_assert_true (state.liked);
  g_assert_true (state.saved);
  g_assert_true (state.owned);

  /* What another window says is shown here. */
  vanity_shop_record (get_shop (fixture), vanity_product_card_get_shade (card), VANITY_EVENT_UNLIKE,
                      0);
  g_assert_false (
      gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (card, "I Like It"))));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (card, "On My Look List")), FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (card, "Bought: in My Bag")), FALSE);
  vanity_shop_settle (get_shop (fixture));
}

static gboolean
is_proposed (Fixture *fixture, const char *kind, const char *uid)
{
  const VanityProposalGroup *group = find_group (fixture, kind);

  for (guint i = 0; i < group->proposals->len; i++)
    if (strcmp (((VanityProposal *)group->proposals->pdata[i])->shade->uid, uid) == 0)
      return TRUE;

  return FALSE;
}

/* Hidden, it goes, and comes back when that is taken back. */
static void
test_hide (Fixture *fixture, gconstpointer data)
{
  VanityProductCard *card;
  g_autofree char *uid = NULL;
  g_autofree char *action = NULL;

  if (!begin (fixture))
    return;

  card = find_card (fixture, "lipstick");
  uid = g_strdup (vanity_product_card_get_shade (card)->uid);
  gtk_widget_activate_action (GTK_WIDGET (card), "card.hide", NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (card)));
  g_assert_true (g_str_has_suffix (vanity_window_get_toast (fixture->window), " is hidden"));
  vanity_shop_settle (get_shop (fixture));
  vanity_offer_renew (get_offer (fixture));
  fixture_wait (fixture, is_ready);
  g_assert_false (is_proposed (fixture, "lipstick", uid));

  action = g_strdup_printf ("restore-product::%s", uid);
  fixture_activate (fixture, action);
  vanity_shop_settle (get_shop (fixture));
  fixture_wait (fixture, is_ready);
  g_assert_true (is_proposed (fixture, "lipstick", uid));
}

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  VanityProductCard *card;
  g_autofree char *uid = NULL;
  g_autofree char *action = NULL;

  if (!begin (fixture))
    return;

  card = find_card (fixture, "lipstick");
  uid = g_strdup (vanity_product_card_get_shade (card)->uid);
  gtk_widget_activate_action (GTK_WIDGET (card), "card.wrong", "s", "too-dark");
  vanity_shop_settle (get_shop (fixture));
  fixture_wait (fixture, is_ready);
  g_assert_cmpuint (vanity_shop_get_shade_state (get_shop (fixture), uid).wrong_how, ==,
                    VANITY_WRONG_TOO_DARK);
  g_assert_false (is_proposed (fixture, "lipstick", uid));

  action = g_strdup_printf ("restore-product::%s", uid);
  fixture_activate (fixture, action);
  vanity_shop_settle (get_shop (fixture));
  fixture_wait (fixture, is_ready);
  g_assert_false (vanity_shop_get_shade_state (get_shop (fixture), uid).wrong);
}

/* Filters are kept by all that is shown, stand as chips, and come off. */
static void
test_filter (Fixture *fixture, gconstpointer data)
{
  VanityQueryEditor *editor;
  VanityQueryChips *chips;
  g_auto (VanityQuery) query;
  GPtrArray *groups;
  guint n = 0;

  if (!begin (fixture))
    return;

  fixture_activate (fixture, "filter-products");
  g_assert_cmpstr (vanity_products_panel_get_page (get_panel (fixture)), ==, "filters");
  editor = fixture_find (get_panel (fixture), VANITY_TYPE_QUERY_EDITOR);
  chips = fixture_find (get_panel (fixture), VANITY_TYPE_QUERY_CHIPS);
  vanity_query_copy (&query, vanity_query_editor_get_query (editor));
  query.finishes = 1U << VANITY_FINISH_MATTE;
  vanity_query_editor_set_query (editor, &query);
  g_signal_emit_by_name (editor, "changed");
  fixture_wait (fixture, is_ready);
  g_assert_true (vanity_products_panel_back (get_panel (fixture)));
  g_assert_cmpstr (vanity_products_panel_get_page (get_panel (fixture)), ==, "found");
  g_assert_cmpint (vanity_query_chips_count (chips), ==, 1);

  groups = vanity_offer_get_groups (get_offer (fixture));
  for (guint i = 0; i < groups->len; i++)
    {
      const VanityProposalGroup *group = groups->pdata[i];

      for (guint k = 0; k < group->proposals->len; k++, n++)
        g_assert_cmpint (((VanityProposal *)group->proposals->pdata[k])->shade->finish, ==,
                         VANITY_FINISH_MATTE);
    }
  g_assert_cmpuint (n, >, 0);

  g_signal_emit_by_name (fixture_find (chips, GTK_TYPE_BUTTON), "clicked");
  fixture_idle (20);
  fixture_wait (fixture, is_ready);
  g_assert_cmpint (vanity_query_chips_count (chips), ==, 0);
  g_assert_cmpuint (vanity_query_editor_get_query (editor)->finishes, ==, 0);
}

static gboolean
has_alternatives (Fixture *fixture)
{
  GtkWidget *list = fixture_find (get_panel (fixture), VANITY_TYPE_ALTERNATIVE_LIST);
  GtkWidget *first = fixture_find (list, VANITY_TYPE_PRODUCT_CARD);
  int n = 0;

  for (GtkWidget *box = gtk_widget_get_next_sibling (gtk_widget_get_parent (first)); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    for (GtkWidget *card = gtk_widget_get_first_child (box); card != NULL;
         card = gtk_widget_get_next_sibling (card))
      if (VANITY_IS_PRODUCT_CARD (card))
        {
          g_assert_cmpstr (vanity_product_card_get_shade (VANITY_PRODUCT_CARD (card))->brand, !=,
                           vanity_product_card_get_shade (VANITY_PRODUCT_CARD (first))->brand);
          g_assert_true (
              g_strrstr (vanity_product_card_get_figures (VANITY_PRODUCT_CARD (card)), "ΔE")
              != NULL);
          n++;
        }

  return n > 0;
}

static void
test_alternatives (Fixture *fixture, gconstpointer data)
{
  if (!begin (fixture))
    return;

  gtk_widget_activate_action (GTK_WIDGET (find_card (fixture, "lipstick")), "card.alternatives",
                              NULL);
  g_assert_cmpstr (vanity_products_panel_get_page (get_panel (fixture)), ==, "alternatives");
  fixture_wait (fixture, has_alternatives);
  g_assert_true (vanity_products_panel_back (get_panel (fixture)));
  g_assert_false (vanity_products_panel_back (get_panel (fixture)));
}

static gboolean
is_left (Fixture *fixture)
{
  return !gtk_widget_get_mapped (GTK_WIDGET (get_panel (fixture)));
}

/* A face that wears nothing: what suits its skin, and how to come to more. */
static void
test_bare (Fixture *fixture, gconstpointer data)
{
  GPtrArray *groups;

  if (!begin (fixture))
    return;

  fixture_activate (fixture, "remove-makeup");
  fixture_wait (fixture, is_ready);
  groups = vanity_offer_get_groups (get_offer (fixture));
  for (guint i = 0; i < groups->len; i++)
    g_assert_cmpint (((VanityProposalGroup *)groups->pdata[i])->layer, ==, -1);

  fixture_activate (fixture, "show-looks");
  fixture_wait (fixture, is_left);
}

static gboolean
is_copied (Fixture *fixture)
{
  return fixture_is_settled (fixture) && fixture_get_wear (fixture).mix != NULL;
}

/* What is copied is proposed for, too: by the products of its recipe. */
static void
test_copied (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) portrait = NULL;
  VanityLook *recipe;
  GPtrArray *groups;

  if (!begin (fixture))
    return;

  portrait = fixture_get_portrait ();
  vanity_window_copy_from_file (fixture->window, portrait);
  fixture_wait (fixture, is_copied);
  fixture_activate (fixture, "show-products");
  fixture_wait (fixture, is_ready);
  recipe = vanity_offer_get_look (get_offer (fixture));
  groups = vanity_offer_get_groups (get_offer (fixture));
  g_assert_nonnull (recipe);

  /* More or less of it is the same makeup. */
  fixture_activate (fixture, "weaker");
  g_assert_cmpint (vanity_offer_get_state (get_offer (fixture)), ==, VANITY_OFFER_READY);

  /* A product goes on the recipe. */
  for (guint i = 0; i < groups->len; i++)
    {
      const VanityProposalGroup *group = groups->pdata[i];
      VanityShade *shade;

      if (group->proposals->len == 0)
        continue;
      shade = ((VanityProposal *)group->proposals->pdata[0])->shade;
      vanity_offer_try_on (get_offer (fixture), shade, NULL);
      g_assert_true (vanity_offer_wears (get_offer (fixture), shade->uid));
      g_assert_null (fixture_get_wear (fixture).mix);
      g_assert_cmpuint (fixture_get_wear (fixture).look->layers->len, >=, recipe->layers->len);
      fixture_wait (fixture, is_ready);
      g_assert_true (vanity_offer_get_groups (get_offer (fixture)) == groups);
      fixture_activate (fixture, "undo");
      g_assert_nonnull (fixture_get_wear (fixture).mix);
      g_assert_cmpint (vanity_offer_get_state (get_offer (fixture)), ==, VANITY_OFFER_READY);
      break;
    }
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  if (!begin (fixture))
    return;

  g_assert_cmpint (fixture_check_names (get_panel (fixture)), >, 20);
}

static void
test_link (void)
{
  static const struct
  {
    const char *link, *host;
  } cases[] = {
    { "https://shop.example.org/lips?id=1", "shop.example.org" },
    { "http://example.org", "example.org" },
    { "https://b\303\274cher.example", "xn--bcher-kva.example" },
    { "https://example.org@evil.example/", NULL },
    { "javascript:alert(1)", NULL },
    { "file:///etc/passwd", NULL },
    { "https:///lips", NULL },
    { "lips", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *host = vanity_link_dup_host (cases[i].link);

      g_assert_cmpstr (host, ==, cases[i].host);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *home = fixture_make_home ();
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/products/link", test_link);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/products/show", test_show);
  ADD ("/ui/products/try-on", test_try_on);
  ADD ("/ui/products/worn", test_worn);
  ADD ("/ui/products/like", test_like);
  ADD ("/ui/products/hide", test_hide);
  ADD ("/ui/products/wrong", test_wrong);
  ADD ("/ui/products/filter", test_filter);
  ADD ("/ui/products/alternatives", test_alternatives);
  ADD ("/ui/products/bare", test_bare);
  ADD ("/ui/products/copied", test_copied);
  ADD ("/ui/products/names", test_names);
  status = g_test_run ();
  fixture_remove_home (home);

  return status;
}
