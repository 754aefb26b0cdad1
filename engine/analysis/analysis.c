#include "analysis/analysis.h"

#include "analysis/withhold.h"
#include "base/error.h"

#include <glib/gi18n-lib.h>

/* The atlas that everything is measured on. */
#define SIZE 256
/* What is looked at around a picked white point, part of the photo's shorter side. */
#define WHITE_RADIUS 0.006
#define MIN_WHITE_RADIUS 2

static const struct
{
  const char *id, *label;
} parts[VANITY_ANALYSIS_N_PARTS] = {
  [VANITY_ANALYSIS_LIGHT] = { "light", N_ ("Light of the photo") },
  [VANITY_ANALYSIS_SKIN] = { "skin", N_ ("Skin colour") },
  [VANITY_ANALYSIS_COLORS] = { "colors", N_ ("Colours") },
  [VANITY_ANALYSIS_CONCERNS] = { "concerns", N_ ("Skin") },
  [VANITY_ANALYSIS_FEATURES] = { "features", N_ ("Features") },
  [VANITY_ANALYSIS_WORN] = { "worn", N_ ("Makeup that is worn") },
  [VANITY_ANALYSIS_HEAD] = { "head", N_ ("Hair, skin and features of the head") },
};

const char *
vanity_analysis_part_get_id (VanityAnalysisPart part)
{
  return parts[part].id;
}

const char *
vanity_analysis_part_get_label (VanityAnalysisPart part)
{
  return _ (parts[part].label);
}

void
vanity_analysis_free (VanityAnalysis *analysis)
{
  if (analysis == NULL)
    return;
  g_clear_pointer (&analysis->texture, vanity_texture_free);
  g_clear_pointer (&analysis->concerns, vanity_concerns_free);
  g_clear_pointer (&analysis->head, vanity_head_map_free);
  for (int i = 0; i < VANITY_ANALYSIS_N_PARTS; i++)
    g_free (analysis->failure[i]);
  g_free (analysis);
}

gboolean
vanity_analysis_has (const VanityAnalysis *analysis, VanityAnalysisPart part)
{
  return (analysis->parts & (1U << part)) != 0;
}

/* What is measured at the same time as something else. */
typedef struct
{
  VanityAnalysis *analysis;
  const VanityImage *image;
  GCancellable *cancellable;
  GError *error; /* for which there is no analysis at all */
} Work;

/* Keeps what a part says of its failure; a cancellation is told once, at the end. */
static void
fail (VanityAnalysis *analysis, VanityAnalysisPart part, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    analysis->failure[part] = g_strdup (error->message);
}

static void
have (VanityAnalysis *analysis, VanityAnalysisPart part, gboolean is_there)
{
  analysis->parts |= is_there ? 1U << part : 0;
}

static void
parse_head (Work *work)
{
  VanityAnalysis *analysis = work->analysis;
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityHeadParser) parser = vanity_head_parser_new (&error);

  if (parser != NULL)
    analysis->head
        = vanity_head_parser_run (parser, work->image, &analysis->face, work->cancellable, &error);
  if (analysis->head == NULL)
    fail (analysis, VANITY_ANALYSIS_HEAD, error);
}

static gboolean
measure_light (Work *work)
{
  VanityAnalysis *analysis = work->analysis;
  const VanityAnalysisOptions *options = &analysis->options;
  double side = MIN (work->image->width, work->image->height);
  g_autoptr (GError) error = NULL;

  vanity_illuminant_init (&analysis->light);
  if (!vanity_illuminant_estimate (work->image, &analysis->face, analysis->texture,
                                   &analysis->light, &error))
    {
      vanity_illuminant_init (&analysis->light);
      fail (analysis, VANITY_ANALYSIS_LIGHT, error);
    }
  if (options->has_white)
    {
      g_clear_pointer (&analysis->failure[VANITY_ANALYSIS_LIGHT], g_free);
      if (!vanity_illuminant_pick (work->image, options->white_x, options->white_y,
                                   MAX (WHITE_RADIUS * side, MIN_WHITE_RADIUS), &analysis->light,
                                   &work->error))
        return FALSE;
    }
  have (analysis, VANITY_ANALYSIS_LIGHT,
        analysis->failure[VANITY_ANALYSIS_LIGHT] == NULL && analysis->light.confidence > 0
            && !(analysis->light.evidence & VANITY_LIGHT_GREYSCALE));
  return TRUE;
}

static void
measure_texture (Work *work)
{
  VanityAnalysis *analysis = work->analysis;
  const VanityAnalysisOptions *options = &analysis->options;
  g_autoptr (GError) error = NULL;

  analysis->texture = vanity_texture_new (work->image, &analysis->face, SIZE,
                                          VANITY_GLASSES_UNKNOWN, &work->error);
  if (analysis->texture == NULL || !measure_light (work))
    return;
  if (vanity_worn_judge (analysis->texture, &analysis->worn, &error))
    have (analysis, VANITY_ANALYSIS_WORN, TRUE);
  else
    fail (analysis, VANITY_ANALYSIS_WORN, error);
  g_clear_error (&error);
  if (!vanity_skin_color_measure (analysis->texture, &analysis->light,
                                  options->has_nudge ? &options->nudge : NULL, &analysis->skin,
                                  &error))
    fail (analysis, VANITY_ANALYSIS_SKIN, error);
}

static gpointer
run_parse_head (gpointer work)
{
  parse_head (work);
  return NULL;
}

/* Two at once, on threads of their own: on those of the pool they would wait for networks that wait
 * for the pool. */
static void
measure_both (Work *work, GThreadFunc one, void (*other) (Work *))
{
  g_autoptr (GThread) thread = g_thread_try_new ("vanity-analysis", one, work, NULL);

  other (work);
  if (thread == NULL)
    one (work);
  else
    g_thread_join (g_steal_pointer (&thread));
}

static void
measure_concerns (Work *work)
{
  VanityAnalysis *analysis = work->analysis;
  g_autoptr (GError) error = NULL;

  if (!vanity_withhold_allows_skin (&analysis->gate))
    return;
  analysis->concerns
      = vanity_concerns_measure (analysis->texture, &analysis->light, work->cancellable, &error);
  if (analysis->concerns == NULL)
    fail (analysis, VANITY_ANALYSIS_CONCERNS, error);
}

static void
measure_colors (Work *work)
{
  VanityAnalysis *analysis = work->analysis;
  g_autoptr (GError) error = NULL;

  if (!vanity_face_colors_measure (work->image, &analysis->face, analysis->texture, analysis->head,
                                   &analysis->light, &analysis->skin, &analysis->colors, &error))
    {
      analysis->colors = (VanityFaceColors){ 0 };
      fail (analysis, VANITY_ANALYSIS_COLORS, error);
    }
}

static gpointer
run_measure_colors (gpointer work)
{
  measure_colors (work);
  return NULL;
}

static void
measure_features (Work *work)
{
  VanityAnalysis *analysis = work->analysis;
  g_autoptr (GError) error = NULL;

  if (vanity_features_measure (&analysis->face, analysis->width, analysis->height,
                               &analysis->features, &error))
    have (analysis, VANITY_ANALYSIS_FEATURES, TRUE);
  else
    fail (analysis, VANITY_ANALYSIS_FEATURES, error);
}

static gboolean
measure (Work *work)
{
  VanityAnalysis *analysis = work->analysis;

  measure_both (work, run_parse_head, measure_texture);
  have (analysis, VANITY_ANALYSIS_HEAD, analysis->head != NULL);
  if (work->error != NULL || g_cancellable_is_cancelled (work->cancellable))
    return FALSE;
  if (!vanity_gate_assess (work->image, &analysis->face, analysis->texture, &analysis->light,
                           vanity_analysis_has (analysis, VANITY_ANALYSIS_WORN) ? &analysis->worn
                                                                                : NULL,
                           &analysis->gate, &work->error))
    return FALSE;
  if (analysis->options.is_child)
    vanity_gate_add (&analysis->gate, VANITY_GATE_CHILD);
  measure_both (work, run_measure_colors, measure_concerns);
  measure_features (work);
  if (g_cancellable_is_cancelled (work->cancellable))
    return FALSE;
  vanity_withhold (analysis);
  return TRUE;
}

static gboolean
check_white (const VanityAnalysisOptions *options, const VanityImage *image, GError **error)
{
  if (!options->has_white
      || (options->white_x >= 0 && options->white_y >= 0 && options->white_x < image->width
          && options->white_y < image->height))
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("the white point %g,%g lies outside the photo of %d × %d pixels"),
               options->white_x, options->white_y, image->width, image->height);
  return FALSE;
}

VanityAnalysis *
vanity_analysis_new (const VanityImage *image, const VanityFace *face,
                     const VanityAnalysisOptions *options, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (VanityAnalysis) analysis = NULL;
  Work work = { .image = image, .cancellable = cancellable };

  if (options != NULL && !check_white (options, image, error))
    return NULL;
  analysis = g_new0 (VanityAnalysis, 1);
  analysis->width = image->width;
  analysis->height = image->height;
  analysis->face = *face;
  if (options != NULL)
    analysis->options = *options;
  work.analysis = analysis;
  if (measure (&work))
    return g_steal_pointer (&analysis);
  if (work.error != NULL)
    g_propagate_error (error, work.error);
  else
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return NULL;
}
