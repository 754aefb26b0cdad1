#include "methods.h"

#include "analysis/analysis.h"
#include "app/cli-recommend.h"
#include "app/json-line.h"
#include "app/person.h"
#include "base/error.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_PROPOSALS 100

typedef struct
{
  VanityPerson person;
  VanityWish wish;
  gboolean has_photo;
  char *why_no_skin;
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  wanted->wish.person = NULL;
  vanity_wish_clear (&wanted->wish);
  vanity_person_clear (&wanted->person);
  g_free (wanted->why_no_skin);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static gboolean
take_photo (VanityRequest *request, Wanted *wanted, gint32 handle, GError **error)
{
  g_autoptr (VanityPhoto) photo = vanity_request_load_photo (request, handle, request->name, error);
  g_autoptr (GPtrArray) faces
      = photo ? vanity_request_find_faces (request, photo, request->face, error) : NULL;
  g_autoptr (VanityAnalysis) analysis = NULL;

  if (!faces)
    return FALSE;
  analysis = vanity_analysis_new (vanity_photo_get_image (photo),
                                  faces->pdata[MAX (request->face, 1) - 1], NULL,
                                  request->cancellable, error);
  if (!analysis)
    return FALSE;
  vanity_person_take_analysis (&wanted->person, analysis);
  wanted->wish.person = &wanted->person;
  wanted->has_photo = TRUE;
  if (!wanted->person.skin_known)
    wanted->why_no_skin = vanity_analysis_dup_why (analysis, VANITY_ANALYSIS_SKIN);
  return TRUE;
}

static gboolean
take_options (VanityRequest *request, Wanted *wanted, GError **error)
{
  g_autofree const char **categories = NULL;
  guint number = 0;

  g_variant_lookup (request->options, "seed", "u", &wanted->wish.seed);
  g_variant_lookup (request->options, "currency", "s", &wanted->wish.query.currency);
  g_variant_lookup (request->options, "number", "u", &number);
  if (number > MOST_PROPOSALS)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("The option “number” is %u, and at most %d"), number, MOST_PROPOSALS);
      return FALSE;
    }
  wanted->wish.n = (int)number;
  if (!g_variant_lookup (request->options, "categories", "^a&s", &categories))
    return TRUE;
  for (const char **id = categories; *id; id++)
    {
      VanityCategory category;

      if (!vanity_category_find (*id, &category))
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("There is no category “%s”"),
                       *id);
          return FALSE;
        }
      wanted->wish.query.categories |= 1u << category;
    }
  return TRUE;
}

static gboolean
take_all (VanityRequest *request, Wanted *wanted, GError **error)
{
  g_autoptr (GVariant) photos = g_variant_get_child_value (request->parameters, 0);
  gsize n;
  const gint32 *handles = g_variant_get_fixed_array (photos, &n, sizeof *handles);
  const char *look;

  g_variant_get_child (request->parameters, 1, "&s", &look);
  if (n > 1 || (n == 0 && !*look))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   n > 1 ? _ ("There are several photos; one at most is looked at")
                         : _ ("There is neither a photo nor a look"));
      return FALSE;
    }
  if (!take_options (request, wanted, error))
    return FALSE;
  if (*look)
    {
      wanted->wish.look = vanity_request_find_look (look, error);
      if (!wanted->wish.look)
        return FALSE;
    }
  return n == 0 || take_photo (request, wanted, handles[0], error);
}

GVariant *
vanity_serve_recommend (VanityRequest *request, GError **error)
{
  g_auto (Wanted) wanted = { 0 };
  g_autoptr (VanityCatalogue) catalogue = NULL;
  g_autoptr (VanityTaste) taste = NULL;
  g_autoptr (VanityRecommender) recommender = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *line = NULL;
  gboolean use_taste = FALSE;
  VanityAdvice advice;

  vanity_person_init (&wanted.person);
  vanity_wish_init (&wanted.wish);
  if (!take_all (request, &wanted, error))
    return NULL;
  vanity_request_set_progress (request, 0.6);
  catalogue = vanity_catalogue_open (NULL, error);
  g_variant_lookup (request->options, "use-taste", "b", &use_taste);
  if (catalogue && use_taste)
    taste = vanity_taste_open (NULL, error);
  if (!catalogue || (use_taste && !taste))
    return NULL;
  recommender = vanity_recommender_new (catalogue, taste);
  groups = vanity_recommender_run (recommender, &wanted.wish, request->cancellable, error);
  if (!groups)
    return NULL;
  advice = (VanityAdvice){
    .face = wanted.has_photo ? (int)MAX (request->face, 1) : 0,
    .person = &wanted.person,
    .look = wanted.wish.look,
    .why_no_skin = wanted.why_no_skin,
    .groups = groups,
  };
  vanity_advice_add_json (&advice, json);
  line = vanity_json_dup_line (json);
  return g_variant_new ("(s)", line);
}
