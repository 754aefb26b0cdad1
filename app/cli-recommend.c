/* vanity-cli recommend: which products suit a face and a look. */
#include "cli-recommend.h"

#include "app/person.h"
#include "base/error.h"
#include "base/open-file.h"
#include "catalogue/color-words.h"
#include "catalogue/text.h"
#include "cli-catalogue.h"
#include "cli-makeover.h"
#include "cli-service.h"
#include "find-faces.h"
#include "json-line.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_PROPOSALS 100
/* As many of what may have been meant are named. */
#define N_NAMED 5
/* CIEDE2000 of what may be the same shade, measured twice. */
#define SAME_COLOR 4.0

/* As it was typed. */
typedef struct
{
  VanityCliFilter filter;
  char *face_text, *look, *own, *catalogue, *trends, *n, *explore, *seed;
  gboolean json, forget, via_service;
} Order;

static void
order_clear (Order *order)
{
  vanity_cli_filter_clear (&order->filter);
  g_free (order->face_text);
  g_free (order->look);
  g_free (order->own);
  g_free (order->catalogue);
  g_free (order->trends);
  g_free (order->n);
  g_free (order->explore);
  g_free (order->seed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

/* What is asked with. */
typedef struct
{
  VanityCatalogue *catalogue;
  VanityTaste *taste; /* or NULL */
  VanityRecommender *recommender;
  VanityPerson person;
  VanityWish wish;
  char *photo, *why_no_skin;
  int face;
} Request;

static void
request_clear (Request *request)
{
  request->wish.person = NULL;
  vanity_wish_clear (&request->wish);
  vanity_person_clear (&request->person);
  g_clear_pointer (&request->recommender, vanity_recommender_unref);
  g_clear_pointer (&request->taste, vanity_taste_unref);
  g_clear_pointer (&request->catalogue, vanity_catalogue_unref);
  g_free (request->photo);
  g_free (request->why_no_skin);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

/* Several shades may be meant: names some of them. */
static void
set_doubt (const char *name, const GPtrArray *found, GError **error)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < MIN (found->len, N_NAMED); i++)
    {
      const VanityShade *shade = found->pdata[i];

      g_string_append_printf (titles, "%s%s/%s/%s", i > 0 ? ", " : "", shade->brand, shade->line,
                              shade->name);
    }
  if (found->len == 0)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                 _ ("--own: the catalogue has no foundation with a colour that is called “%s”; "
                    "write BRAND/LINE/SHADE, or its colour as #rrggbb"),
                 name);
  else
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                 _ ("--own: “%s” may be any of %s%s; write BRAND/LINE/SHADE"), name, titles->str,
                 found->len > N_NAMED ? "…" : "");
}

/* The one whose shade is called just so, or the only one. */
static VanityShade *
pick_owned (const char *name, const GPtrArray *found, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", 3);
  guint n = g_strv_length (parts), n_exact = 0;
  g_autofree char *wanted = vanity_text_fold (n > 0 ? parts[n - 1] : name);
  VanityShade *exact = NULL;
  gboolean alike = TRUE;

  if (found->len == 1)
    return vanity_shade_ref (found->pdata[0]);
  for (guint i = 0; i < found->len; i++)
    {
      VanityShade *shade = found->pdata[i];
      g_autofree char *own = vanity_text_fold (shade->name);

      if (strcmp (own, wanted) == 0)
        {
          exact = exact ? exact : shade;
          alike = alike && strcmp (exact->brand, shade->brand) == 0
                  && vanity_lab_delta_e2000 (exact->lab, shade->lab) < SAME_COLOR;
          n_exact++;
        }
    }
  /* Feeds write a product's name in several ways. */
  if (n_exact > 0 && alike)
    return vanity_shade_ref (exact);
  set_doubt (name, found, error);
  return NULL;
}

static gboolean
take_owned (Request *request, const char *own, GError **error)
{
  g_auto (VanityQuery) query = { 0 };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (VanityShade) shade = NULL;

  if (own[0] == '#')
    {
      g_autoptr (GArray) colors = g_array_new (FALSE, FALSE, sizeof (guint32));

      if (!vanity_color_read (own, colors, error))
        {
          g_prefix_error (error, "--own: ");
          return FALSE;
        }
      vanity_person_set_owned_color (&request->person, g_array_index (colors, guint32, 0));
      return TRUE;
    }
  vanity_query_init (&query);
  query.text = g_strdelimit (g_strdup (own), "/", ' ');
  query.categories = 1u << VANITY_CATEGORY_FOUNDATION | 1u << VANITY_CATEGORY_CONCEALER
                     | 1u << VANITY_CATEGORY_POWDER;
  query.only_colored = TRUE;
  query.limit = 50;
  found = vanity_catalogue_search (request->catalogue, &query, NULL, error);
  shade = found ? pick_owned (own, found, error) : NULL;
  if (shade)
    vanity_person_set_owned (&request->person, shade);
  return shade != NULL;
}

static gboolean
take_photo (Request *request, const char *path, int face, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  g_autoptr (VanityFaceFinder) finder = photo ? vanity_face_finder_new (error) : NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (VanityAnalysis) analysis = NULL;

  if (!finder)
    return FALSE;
  faces = vanity_find_faces (photo, finder, face, NULL, error);
  if (!faces)
    return FALSE;
  request->face = MAX (face, 1);
  if (face == 0 && faces->len > 1)
    g_printerr (ngettext ("vanity-cli: %u face was found; the largest is looked at\n",
                          "vanity-cli: %u faces were found; the largest is looked at\n",
                          faces->len),
                faces->len);
  analysis = vanity_analysis_new (vanity_photo_get_image (photo), faces->pdata[request->face - 1],
                                  NULL, NULL, error);
  if (!analysis)
    return FALSE;
  vanity_person_take_analysis (&request->person, analysis);
  if (!request->person.skin_known)
    request->why_no_skin = vanity_analysis_dup_why (analysis, VANITY_ANALYSIS_SKIN);
  request->photo = g_filename_display_name (path);
  return TRUE;
}

/* A catalogue that is named is read, never made. */
static gboolean
check_there (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = vanity_open_file (file, path, NULL, error);

  return stream != NULL;
}

/* What search is asked and proposals have no use for. */
static void
drop_entries (GOptionEntry *entries)
{
  static const char *const useless[] = { "order", "offset", "limit", "price-most", NULL };
  GOptionEntry *to = entries;

  for (const GOptionEntry *from = entries; from->long_name; from++)
    if (!g_strv_contains (useless, from->long_name))
      *to++ = *from;
  *to = (GOptionEntry)G_OPTION_ENTRY_NULL;
}

static gboolean
open_all (Request *request, const Order *order, GError **error)
{
  const char *trouble;
  g_autoptr (VanityTrend) trend = NULL;

  if (order->catalogue && !check_there (order->catalogue, error))
    return FALSE;
  request->catalogue = vanity_catalogue_open (order->catalogue, error);
  if (!request->catalogue)
    return FALSE;
  trouble = vanity_catalogue_get_trouble (request->catalogue);
  if (trouble)
    g_printerr ("vanity-cli: %s\n", trouble);
  if (!order->forget)
    {
      request->taste = vanity_taste_open (NULL, error);
      if (!request->taste)
        return FALSE;
      trouble = vanity_taste_get_trouble (request->taste);
      if (trouble)
        g_printerr ("vanity-cli: %s\n", trouble);
    }
  request->recommender = vanity_recommender_new (request->catalogue, request->taste);
  if (order->trends)
    {
      g_autoptr (GFile) file = g_file_new_for_path (order->trends);
      guint skipped = 0;

      trend = vanity_trend_new (NULL, NULL, file, &skipped, error);
      if (!trend)
        return FALSE;
      if (skipped > 0)
        g_printerr (ngettext ("vanity-cli: %u row of %s was skipped\n",
                              "vanity-cli: %u rows of %s were skipped\n", skipped),
                    skipped, order->trends);
      vanity_recommender_set_trend (request->recommender, trend);
    }
  return TRUE;
}

static VanityExit
tell (const Request *request, gboolean as_json, GPtrArray *groups)
{
  const VanityAdvice advice = {
    .photo = request->photo,
    .face = request->face,
    .person = &request->person,
    .look = request->wish.look,
    .why_no_skin = request->why_no_skin,
    .groups = groups,
  };

  if (as_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();
      g_autofree char *line = NULL;

      vanity_advice_add_json (&advice, json);
      line = vanity_json_dup_line (json);
      return vanity_cli_print (line);
    }
  else
    {
      g_autofree char *text = vanity_advice_dup_text (&advice);

      return vanity_cli_print (text);
    }
}

static gboolean
read_numbers (const Order *order, VanityWish *wish, int *face)
{
  double number;

  if (order->face_text)
    {
      if (!vanity_cli_parse_number ("--face", order->face_text, 1, G_MAXINT, TRUE, &number))
        return FALSE;
      *face = (int)number;
    }
  if (order->n)
    {
      if (!vanity_cli_parse_number ("--number", order->n, 1, MOST_PROPOSALS, TRUE, &number))
        return FALSE;
      wish->n = (int)number;
    }
  if (order->explore
      && !vanity_cli_parse_number ("--explore", order->explore, 0, 1, FALSE, &wish->exploration))
    return FALSE;
  if (order->seed)
    {
      if (!vanity_cli_parse_number ("--seed", order->seed, 0, G_MAXUINT32, TRUE, &number))
        return FALSE;
      wish->seed = (guint32)number;
    }
  return TRUE;
}

static VanityExit
run (Request *request, const Order *order, char **photos, int face)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = NULL;

  if (order->look)
    {
      request->wish.look = vanity_look_find (order->look, &error);
      if (!request->wish.look)
        return vanity_cli_fail (error);
    }
  if (!open_all (request, order, &error)
      || (order->own && !take_owned (request, order->own, &error)))
    return vanity_cli_fail (error);
  if (photos[0] && !take_photo (request, photos[0], face, &error))
    {
      vanity_cli_name_file (&error, photos[0]);
      return vanity_cli_fail (error);
    }
  request->wish.person = &request->person;
  groups = vanity_recommender_run (request->recommender, &request->wish, NULL, &error);
  return groups ? tell (request, order->json, groups) : vanity_cli_fail (error);
}

/* What the service has an option for. */
static gboolean
check_service (const Order *order)
{
  const VanityCliFilter *filter = &order->filter;

  if (order->json && !order->own && !order->explore && !order->trends && !order->catalogue
      && !filter->brands && !filter->finishes && !filter->coverages && !filter->undertones
      && !filter->labels && !filter->avoid && !filter->least && !filter->most
      && !filter->only_colored && !filter->only_available)
    return TRUE;
  vanity_cli_usage (_ ("--via-service tells JSON, and of the filters knows --category and "
                       "--currency"));
  return FALSE;
}

static VanityExit
run_by_service (const Request *request, const Order *order, const char *photo, int face)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityCliService) service = vanity_cli_service_new (&error);
  g_autofree char *look = NULL;
  g_autofree char *line = NULL;

  if (!service || (order->look && !(look = vanity_cli_service_dup_look (order->look, &error))))
    return vanity_cli_fail (error);
  line = vanity_cli_service_recommend (service, photo, face, look, request->wish.n,
                                       request->wish.seed, &request->wish.query, !order->forget,
                                       vanity_batch_watch_signals (), &error);
  if (!line && photo)
    vanity_cli_name_file (&error, photo);
  return line ? vanity_cli_print (line) : vanity_cli_fail (error);
}

VanityExit
vanity_cli_recommend (int argc, char **argv)
{
  g_auto (Order) order = { 0 };
  g_auto (Request) request = { 0 };
  g_auto (GStrv) photos = NULL;
  int face = 0;
  VanityExit status;
  const GOptionEntry own[] = {
    { "look", 'l', 0, G_OPTION_ARG_STRING, &order.look,
      N_ ("The look to find products for: a name of `vanity-cli looks`, or a file"), N_ ("LOOK") },
    { "own", 0, 0, G_OPTION_ARG_STRING, &order.own,
      N_ ("A foundation that fits: BRAND/LINE/SHADE, or its colour as #rrggbb"), N_ ("SHADE") },
    { "number", 'n', 0, G_OPTION_ARG_STRING, &order.n, N_ ("How many for each (default: 6)"), "N" },
    { "face", 'f', 0, G_OPTION_ARG_STRING, &order.face_text,
      N_ ("Face N; 1 is the largest, and the default"), "N" },
    { "max-price", 0, 0, G_OPTION_ARG_STRING, &order.filter.most, N_ ("The highest price"),
      N_ ("PRICE") },
    { "explore", 0, 0, G_OPTION_ARG_STRING, &order.explore,
      N_ ("How much of them may be something else, from 0 (default) to 1"), N_ ("SHARE") },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &order.seed, N_ ("Of what is explored"), "N" },
    { "trends", 0, 0, G_OPTION_ARG_FILENAME, &order.trends,
      N_ ("A file of what is in demand (engine/recommend/README.md)"), N_ ("FILE") },
    { "catalogue", 0, 0, G_OPTION_ARG_FILENAME, &order.catalogue,
      N_ ("Another catalogue than your own"), N_ ("FILE") },
    { "without-memory", 0, 0, G_OPTION_ARG_NONE, &order.forget,
      N_ ("Leave out what is remembered of what you did"), NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &order.json,
      N_ ("One JSON object (engine/recommend/README.md)"), NULL },
    VANITY_CLI_SERVICE_ENTRY (&order.via_service),
    G_OPTION_ENTRY_NULL,
  };
  g_autofree GOptionEntry *entries = vanity_cli_filter_new_entries (&order.filter, own);

  drop_entries (entries);
  vanity_person_init (&request.person);
  vanity_wish_init (&request.wish);
  if (!vanity_cli_parse (&argc, &argv, _ ("[PHOTO]"),
                         _ ("Proposes products for a face, for a look, or beside a foundation that "
                            "is owned, and says why. Nothing leaves this machine."),
                         entries, &photos, &status))
    return status;
  if (photos[0] && photos[1])
    return vanity_cli_usage (_ ("“%s” is one argument too many"), photos[1]);
  if (!photos[0] && !order.look && !order.own && !order.filter.categories)
    return vanity_cli_usage (_ ("name a photo, --look, --own or --category"));
  if (!read_numbers (&order, &request.wish, &face)
      || !vanity_cli_filter_to_query (&order.filter, NULL, &request.wish.query))
    return VANITY_EXIT_USAGE;
  if (order.via_service)
    return check_service (&order) ? run_by_service (&request, &order, photos[0], face)
                                  : VANITY_EXIT_USAGE;
  return run (&request, &order, photos, face);
}
