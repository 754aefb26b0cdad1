#include "recommend/habit-likeness.h"

#include "recommend/recommender-private.h"

#include <math.h>

/* CIE 1976 differences of this much are as good as e^−½ of the same colour. */
#define WIDTH 12.0f
/* Of what is on another shelf, or another place of the face. */
#define SAME_PLACE 0.6f
#define ELSEWHERE 0.15f
#define LEAST_WEIGHT 0.01f

void
vanity_likeness_init (float weights[VANITY_N_LIKENESSES])
{
  static const float first[VANITY_N_LIKENESSES] = {
    [VANITY_LIKENESS_CATEGORY] = 0.15f,  [VANITY_LIKENESS_COLOR] = 0.45f,
    [VANITY_LIKENESS_LINE] = 0.1f,       [VANITY_LIKENESS_BRAND] = 0.1f,
    [VANITY_LIKENESS_FINISH] = 0.1f,     [VANITY_LIKENESS_COVERAGE] = 0.05f,
    [VANITY_LIKENESS_UNDERTONE] = 0.05f,
  };

  for (int i = 0; i < VANITY_N_LIKENESSES; i++)
    weights[i] = first[i];
}

static gboolean
is_same_place (const VanityShade *one, const VanityShade *other)
{
  const char *layer = vanity_category_get_layer (one->category);

  if (one->category == other->category)
    return TRUE;
  if (vanity_category_is_complexion (one->category)
      && vanity_category_is_complexion (other->category))
    return TRUE;
  return layer != NULL && g_strcmp0 (layer, vanity_category_get_layer (other->category)) == 0;
}

static gboolean
is_same_text (const char *one, const char *other)
{
  return one[0] != '\0' && g_str_equal (one, other);
}

void
vanity_shade_likeness (const VanityShade *one, const VanityShade *other,
                       float features[VANITY_N_LIKENESSES])
{
  gboolean same_shelf = one->category == other->category;
  gboolean same_place = same_shelf || is_same_place (one, other);
  float nearness = same_shelf ? 1 : same_place ? SAME_PLACE : ELSEWHERE;
  gboolean same_brand = is_same_text (one->brand, other->brand);

  for (int i = 0; i < VANITY_N_LIKENESSES; i++)
    features[i] = 0;
  features[VANITY_LIKENESS_CATEGORY] = same_shelf ? 1 : same_place ? SAME_PLACE : 0;
  if (one->has_color && other->has_color)
    {
      float L = one->lab.L - other->lab.L, a = one->lab.a - other->lab.a;
      float b = one->lab.b - other->lab.b;

      features[VANITY_LIKENESS_COLOR]
          = nearness * expf (-(L * L + a * a + b * b) / (2 * WIDTH * WIDTH));
    }
  features[VANITY_LIKENESS_BRAND] = same_brand;
  features[VANITY_LIKENESS_LINE] = same_brand && is_same_text (one->line, other->line);
  if (one->finish == other->finish && one->finish != VANITY_FINISH_UNKNOWN)
    features[VANITY_LIKENESS_FINISH] = nearness;
  if (one->coverage == other->coverage && one->coverage != VANITY_COVERAGE_UNKNOWN)
    features[VANITY_LIKENESS_COVERAGE] = nearness;
  if (one->undertone == other->undertone && one->undertone != VANITY_UNDERTONE_LABEL_UNKNOWN)
    features[VANITY_LIKENESS_UNDERTONE] = nearness;
}

float
vanity_likeness_weigh (const float weights[VANITY_N_LIKENESSES],
                       const float features[VANITY_N_LIKENESSES])
{
  float sum = 0;

  for (int i = 0; i < VANITY_N_LIKENESSES; i++)
    sum += weights[i] * features[i];
  return sum;
}

void
vanity_likeness_learn (float weights[VANITY_N_LIKENESSES], const float better[VANITY_N_LIKENESSES],
                       const float worse[VANITY_N_LIKENESSES], float rate)
{
  float ahead = vanity_likeness_weigh (weights, better) - vanity_likeness_weigh (weights, worse);
  float step = rate / (1 + expf (ahead)), sum = 0;

  for (int i = 0; i < VANITY_N_LIKENESSES; i++)
    {
      weights[i] = MAX (weights[i] + step * (better[i] - worse[i]), LEAST_WEIGHT);
      sum += weights[i];
    }
  for (int i = 0; i < VANITY_N_LIKENESSES; i++)
    weights[i] /= sum;
}
