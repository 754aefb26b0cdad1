#include "made-analysis.h"

#include "analysis/withhold.h"

#include <math.h>

#define SIZE 128

static void
make_colors (VanityAnalysis *analysis)
{
  VanitySkinColor *skin = &analysis->skin;
  VanityFaceColors *colors = &analysis->colors;
  const VanityFeatureColor color = { TRUE, { 32.0F, 8.0F, 14.0F }, { 30.0F, 9.0F, 16.0F }, 0.75F };

  vanity_illuminant_init (&analysis->light);
  analysis->light.rgb[0] = 1.1F;
  analysis->light.confidence = 0.7F;
  analysis->light.evidence = VANITY_LIGHT_EYE_WHITES | VANITY_LIGHT_EDGES;
  analysis->light.temperature = 5200;
  skin->known = TRUE;
  skin->seen = (VanityLab){ 64, 14, 19 };
  skin->lab = (VanityLab){ 66.5F, 12.25F, 17.5F };
  for (int i = 0; i < 3; i++)
    skin->covariance[i][i] = 9 + i;
  skin->texels = 4321;
  skin->seen_ita = 36;
  skin->ita = 43.3;
  skin->ita_spread = 4;
  skin->ita_known = TRUE;
  skin->ita_class = VANITY_ITA_LIGHT;
  skin->seen_monk = 6;
  skin->monk = 5;
  skin->monk_second = 4;
  skin->monk_distance = 6.5;
  skin->monk_probability[3] = 0.3F;
  skin->monk_probability[4] = 0.65F;
  skin->monk_probability[5] = 0.05F;
  skin->fitzpatrick = 3;
  skin->undertone[VANITY_UNDERTONE_WARM] = 0.6F;
  skin->undertone[VANITY_UNDERTONE_NEUTRAL] = 0.4F;
  colors->hair = colors->brows = colors->eyes = colors->lips = color;
  colors->contrast_known = colors->season_known = TRUE;
  colors->contrast = 37;
  colors->season[VANITY_SEASON_SOFT_AUTUMN] = 0.7F;
  colors->season[VANITY_SEASON_TRUE_AUTUMN] = 0.3F;
}

/* A soft spot on a cheek, fainter from one concern to the next. */
static void
make_map (float *map, float strength)
{
  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      {
        float dx = (float)x / SIZE - 0.26F, dy = (float)y / SIZE - 0.6F;

        map[y * SIZE + x] = strength * expf (-(dx * dx + dy * dy) / 0.004F);
      }
}

static void
make_concerns (VanityAnalysis *analysis)
{
  VanityConcerns *concerns = analysis->concerns = g_new0 (VanityConcerns, 1);
  double overall = 0;

  concerns->size = SIZE;
  concerns->maps = g_new0 (float, VANITY_N_CONCERNS *SIZE *SIZE);
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    {
      double sum = 0, all = 0;

      make_map (concerns->maps + concern * SIZE * SIZE, 1 - 0.1F * (float)concern);
      for (int zone = 0; zone < VANITY_N_ZONES; zone++)
        {
          double size = vanity_withhold_get_zone_size (zone);

          concerns->zone[concern][zone] = -1;
          concerns->withheld[concern][zone] = VANITY_WITHHELD_NOT_HERE;
          if (!vanity_concern_is_in (concern, zone))
            continue;
          concerns->withheld[concern][zone] = 0;
          concerns->amount[concern][zone] = 0.1F;
          concerns->zone[concern][zone] = (float)(60 + 5 * zone + concern);
          sum += size * (60 + 5 * zone + concern);
          all += size;
        }
      concerns->score[concern] = (float)(sum / all);
      concerns->sure[concern] = 0.9F;
      overall += vanity_concern_get_weight (concern) * sum / all;
    }
  concerns->overall = (float)overall;
}

static void
make_gate (VanityGate *gate)
{
  *gate = (VanityGate){ 0 };
  for (int i = 0; i < VANITY_GATE_N_MEASURES; i++)
    {
      float low, high;

      vanity_gate_measure_get_range (i, &low, &high);
      gate->value[i] = isfinite (low) && isfinite (high) ? (low + high) / 2
                       : isfinite (low)                  ? low + 0.5F * fabsf (low)
                       : isfinite (high)                 ? high - 0.5F * fabsf (high)
                                                         : 0.5F;
    }
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    gate->seen[zone] = 1;
  for (int i = 0; i < 3; i++)
    gate->light[i] = 1;
  gate->light_confidence = 0.7F;
}

static void
make_head (VanityAnalysis *analysis)
{
  VanityHeadMap *map = analysis->head = g_new0 (VanityHeadMap, 1);
  gsize n = 16 * 16;

  map->region = (VanityRect){ 0, 0, analysis->width, analysis->width };
  map->side = 16;
  map->sure = 0.9F;
  map->probability = g_new0 (float, VANITY_HEAD_N_CLASSES *n);
  /* Hair above, skin below. */
  for (gsize i = 0; i < n; i++)
    map->probability[(i < n / 2 ? VANITY_HEAD_HAIR : VANITY_HEAD_SKIN) * n + i] = 1;
}

/* The portrait's face has none. */
static void
make_box (VanityFace *face)
{
  float low[2] = { INFINITY, INFINITY }, high[2] = { 0, 0 };

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      low[0] = fminf (low[0], face->points[i].x);
      low[1] = fminf (low[1], face->points[i].y);
      high[0] = fmaxf (high[0], face->points[i].x);
      high[1] = fmaxf (high[1], face->points[i].y);
    }
  face->box[0] = low[0];
  face->box[1] = low[1];
  face->box[2] = high[0] - low[0];
  face->box[3] = high[1] - low[1];
}

gboolean
made_analysis_init (MadeAnalysis *made)
{
  const Portrait portrait = PORTRAIT_INIT;
  g_autoptr (GError) error = NULL;
  VanityAnalysis *analysis;
  VanityFace face;

  *made = (MadeAnalysis){ 0 };
  made->image = portrait_new (&portrait, &face);
  if (made->image == NULL)
    return FALSE;
  analysis = made->analysis = g_new0 (VanityAnalysis, 1);
  analysis->width = made->image->width;
  analysis->height = made->image->height;
  make_box (&face);
  analysis->face = face;
  analysis->texture = vanity_texture_new (made->image, &face, 256, VANITY_GLASSES_NONE, &error);
  g_assert_no_error (error);
  vanity_features_measure (&face, analysis->width, analysis->height, &analysis->features, &error);
  g_assert_no_error (error);
  make_gate (&analysis->gate);
  make_colors (analysis);
  make_concerns (analysis);
  make_head (analysis);
  for (int i = 0; i < VANITY_WORN_N_PARTS; i++)
    analysis->worn.makeup[i][VANITY_WORN_LIGHT] = 1;
  analysis->parts = (1U << VANITY_ANALYSIS_N_PARTS) - 1;
  return TRUE;
}

void
made_analysis_clear (MadeAnalysis *made)
{
  g_clear_pointer (&made->analysis, vanity_analysis_free);
  g_clear_pointer (&made->image, vanity_image_unref);
}

void
made_analysis_withhold (MadeAnalysis *made, unsigned reasons)
{
  VanityGate *gate = &made->analysis->gate;

  gate->reasons |= reasons;
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    gate->skin[zone] |= reasons;
  for (int i = 0; i < VANITY_GATE_N_RESULTS; i++)
    gate->result[i] |= reasons;
  vanity_withhold (made->analysis);
}
