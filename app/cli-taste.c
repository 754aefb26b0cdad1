/* What is remembered of what somebody did with products: seen, written out, erased. */
#include "cli.h"

#include "catalogue/catalogue.h"
#include "recommend/bag.h"
#include "recommend/shopping.h"
#include "recommend/taste-avoid.h"
#include "recommend/taste.h"

#include <glib/gi18n.h>

/* Of what was done the newest; --json has everything. */
#define N_RECENT 20

typedef struct
{
  VanityTaste *taste;
  gboolean json, list, yes;
  char *currency;
} Order;

static void
append_counts (GString *text, const guint count[VANITY_N_ERASE])
{
  for (int i = 0; i < VANITY_N_ERASE; i++)
    {
      VanityErase what = (VanityErase)(1 << i);

      g_string_append_printf (text, "%-9s %6u  %s\n", vanity_erase_get_id (what), count[i],
                              vanity_erase_get_label (what));
    }
}

static void
append_wrong (GString *text, unsigned how)
{
  for (int i = 0; i < VANITY_N_WRONG; i++)
    if ((how & (1U << i)) != 0)
      g_string_append_printf (text, _ (", %s"), vanity_wrong_get_label ((VanityWrong)(1 << i)));
}

static void
append_event (GString *text, const VanityEvent *event)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (event->time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *when = local != NULL ? g_date_time_format (local, "%x %X") : g_strdup ("");
  g_autofree char *title = vanity_shade_dup_title (event->shade);

  g_string_append_printf (text, "  %s  %s: %s", when, vanity_event_kind_get_label (event->kind),
                          title);
  if (event->kind == VANITY_EVENT_WORN)
    g_string_append_printf (text, _ (", %.0f s"), event->amount);
  if (event->kind == VANITY_EVENT_WRONG_SHADE)
    append_wrong (text, (unsigned)event->amount);
  g_string_append_c (text, '\n');
}

static gboolean
append_events (GString *text, VanityTaste *taste, GError **error)
{
  g_autoptr (GPtrArray) events = vanity_taste_list_recent (taste, N_RECENT, error);

  if (events == NULL)
    return FALSE;
  if (events->len > 0)
    g_string_append_printf (text, "\n%s\n", _ ("Done last:"));
  for (guint i = 0; i < events->len; i++)
    append_event (text, events->pdata[i]);
  return TRUE;
}

static gboolean
append_bag (GString *text, VanityTaste *taste, GError **error)
{
  g_autoptr (GPtrArray) items = vanity_bag_list (taste, error);

  if (items == NULL)
    return FALSE;
  if (items->len > 0)
    g_string_append_printf (text, "\n%s\n", _ ("Your bag:"));
  for (guint i = 0; i < items->len; i++)
    {
      const VanityBagItem *item = items->pdata[i];
      g_autofree char *title = vanity_shade_dup_title (item->shade);

      g_string_append_printf (text, "  %s: %s", vanity_category_get_label (item->shade->category),
                              title);
      if (*item->expires != '\0')
        g_string_append_printf (text, _ (", expires %s"), item->expires);
      g_string_append_c (text, '\n');
    }
  return TRUE;
}

/* With prices where the catalogue can be had. */
static GPtrArray *
list_shopping (VanityTaste *taste, GError **error)
{
  g_autoptr (VanityCatalogue) catalogue = vanity_catalogue_open (NULL, NULL);

  return vanity_shopping_list (taste, catalogue, error);
}

static gboolean
append_list (GString *text, const Order *order, GError **error)
{
  g_autoptr (GPtrArray) items = list_shopping (order->taste, error);
  g_autofree char *lines = NULL;

  if (items == NULL)
    return FALSE;
  lines = vanity_shopping_to_text (items, order->currency);
  if (items->len > 0)
    g_string_append_printf (text, "\n%s\n%s", _ ("Your look list:"), lines);
  return TRUE;
}

static gboolean
append_avoid (GString *text, VanityTaste *taste, GError **error)
{
  g_auto (GStrv) names = vanity_taste_list_avoided (taste, error);
  g_autofree char *joined = names != NULL ? g_strjoinv (_ (", "), names) : NULL;

  if (names == NULL)
    return FALSE;
  if (names[0] != NULL)
    g_string_append_printf (text, "\n%s\n  %s\n", _ ("Ingredients you avoid:"), joined);
  return TRUE;
}

static char *
describe (const Order *order, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint count[VANITY_N_ERASE];

  if (!vanity_taste_count (order->taste, count, error))
    return NULL;
  append_counts (text, count);
  if (!append_bag (text, order->taste, error) || !append_list (text, order, error)
      || !append_avoid (text, order->taste, error) || !append_events (text, order->taste, error))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static VanityExit
show (const Order *order, char **words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *whole = NULL;

  if (words[0] != NULL)
    return vanity_cli_usage (_ ("“%s” is one argument too many"), words[0]);
  text = order->json ? vanity_taste_to_json (order->taste, &error) : describe (order, &error);
  if (text == NULL)
    return vanity_cli_fail (error);
  whole = g_strconcat (text, order->json ? "\n" : "", NULL);
  return vanity_cli_print (whole);
}

static gboolean
export_list (const Order *order, GFile *file, GError **error)
{
  g_autoptr (GPtrArray) items = list_shopping (order->taste, error);

  return items != NULL && vanity_shopping_export_csv (items, order->currency, file, NULL, error);
}

static VanityExit export(const Order *order, char **words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  if (words[0] == NULL || words[1] != NULL)
    return vanity_cli_usage (_ ("“taste export” needs the name of one file"));
  file = g_file_new_for_commandline_arg (words[0]);
  if (order->list ? export_list (order, file, &error)
                  : vanity_taste_export_json (order->taste, file, NULL, &error))
    return VANITY_EXIT_DONE;
  vanity_cli_name_file (&error, words[0]);
  return vanity_cli_fail (error);
}

static gboolean
read_what (char **words, unsigned *what)
{
  *what = words[0] == NULL ? VANITY_ERASE_ALL : 0;
  for (; *words != NULL; words++)
    {
      VanityErase one;

      if (!vanity_erase_find (*words, &one))
        {
          vanity_cli_usage (
              _ ("“%s” is nothing that can be erased: tries, opinions, bag, list, avoid or all"),
              *words);
          return FALSE;
        }
      *what |= one;
    }
  return TRUE;
}

static VanityExit
erase (const Order *order, char **words)
{
  g_autoptr (GError) error = NULL;
  unsigned what;

  if (!read_what (words, &what))
    return VANITY_EXIT_USAGE;
  if (!order->yes)
    return vanity_cli_usage (_ ("nothing was erased: it cannot be undone, so say --yes"));
  return vanity_taste_erase (order->taste, what, &error) ? VANITY_EXIT_DONE
                                                         : vanity_cli_fail (error);
}

/* `words[0]` is the task. */
static VanityExit
run (Order *order, char **words)
{
  static const struct
  {
    const char *name;
    VanityExit (*run) (const Order *order, char **words);
  } tasks[] = { { "show", show }, { "export", export }, { "erase", erase } };
  g_autoptr (VanityTaste) taste = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++)
    if (g_str_equal (words[0], tasks[i].name))
      {
        taste = vanity_taste_open (NULL, &error);
        if (taste == NULL)
          return vanity_cli_fail (error);
        if (vanity_taste_get_trouble (taste) != NULL)
          g_printerr ("%s: %s\n", g_get_prgname (), vanity_taste_get_trouble (taste));
        order->taste = taste;
        return tasks[i].run (order, words + 1);
      }
  return vanity_cli_usage (_ ("“taste %s” is nothing to do: show, export or erase"), words[0]);
}

VanityExit
vanity_cli_taste (int argc, char **argv)
{
  Order order = { 0 };
  g_autofree char *currency = NULL;
  g_auto (GStrv) words = NULL;
  char canonical[4];
  VanityExit status;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &order.json, N_ ("Show everything, for programs"), NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &order.list, N_ ("Export the look list alone, as CSV"),
      NULL },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &currency,
      N_ ("Count prices in this one where there are several"), N_ ("CODE") },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &order.yes, N_ ("Erase indeed"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!vanity_cli_parse (&argc, &argv, _ ("show|export FILE|erase [WHAT…]"),
                         _ ("Shows what Vanity remembers of what you did with products, writes it "
                            "to a file, or erases it: tries, opinions, bag, list, avoid, or all."),
                         entries, &words, &status))
    return status;
  if (currency != NULL && !vanity_currency_check (currency, canonical, NULL))
    return vanity_cli_usage (_ ("--currency is “%s”; it must be three letters, as in EUR"),
                             currency);
  if (currency != NULL)
    order.currency = canonical;
  if (words[0] == NULL)
    return vanity_cli_usage (_ ("say what to do: show, export or erase"));
  return run (&order, words);
}
