#include "analysis/gate.h"

#include "analysis/grain.h"
#include "degrade.h"
#include "portrait.h"

#include <math.h>
#include <string.h>

#define NOBODY 0.1f

/* A portrait 480 pixels wide, good but for being drawn by a test. */
static VanityImage *
new_portrait (VanityFace *face)
{
  Portrait portrait = PORTRAIT_INIT;

  portrait.width = 480;
  portrait.height = 580;
  portrait.face = 320;
  portrait.x = 240;
  portrait.y = 285;
  return portrait_new (&portrait, face);
}

static void
init_worn (VanityWorn *worn)
{
  memset (worn, 0, sizeof *worn);
  for (int part = 0; part < VANITY_WORN_N_PARTS; part++)
    worn->makeup[part][VANITY_WORN_NONE] = 1;
}

static void
assess (const VanityImage *image, const VanityFace *face, const VanityWorn *worn, VanityGate *gate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityTexture) texture
      = vanity_texture_new (image, face, VANITY_GRAIN_SIZE, VANITY_GLASSES_NONE, &error);
  VanityIlluminant light;

  g_assert_no_error (error);
  vanity_illuminant_init (&light);
  g_assert_true (vanity_gate_assess (image, face, texture, &light, worn, gate, &error));
  g_assert_no_error (error);
}

/* The portrait made worse in one way. FALSE without the canonical mesh. */
static gboolean
assess_degraded (Degrade kind, VanityGate *gate)
{
  g_autoptr (VanityFace) face = g_new0 (VanityFace, 1);
  g_autoptr (VanityImage) portrait = new_portrait (face);
  g_autoptr (VanityImage) image = NULL;
  VanityWorn worn;

  if (portrait == NULL)
    return FALSE;
  image = degrade_photo (portrait, face, kind);
  init_worn (&worn);
  assess (image, face, &worn, gate);
  return TRUE;
}

/* Each fault is told, and was not there before. */
static void
test_faults (void)
{
  static const struct
  {
    Degrade kind;
    VanityGateReason reason;
  } faults[] = {
    { DEGRADE_BLUR, VANITY_GATE_BLURRED },    { DEGRADE_SMALL, VANITY_GATE_SMALL },
    { DEGRADE_DARK, VANITY_GATE_DARK },       { DEGRADE_BRIGHT, VANITY_GATE_BRIGHT },
    { DEGRADE_RED, VANITY_GATE_COLOURED },    { DEGRADE_GREEN, VANITY_GATE_COLOURED },
    { DEGRADE_BLUE, VANITY_GATE_COLOURED },   { DEGRADE_GREY, VANITY_GATE_GREY },
    { DEGRADE_BLACK_MASK, VANITY_GATE_MASK },
  };
  unsigned all = 0;
  VanityGate plain;

  if (!assess_degraded (DEGRADE_NONE, &plain))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      VanityGate gate;

      assess_degraded (faults[i].kind, &gate);
      g_test_message ("%s: reasons %#x, sharpness %.3f, mouth %.3f",
                      degrade_get_id (faults[i].kind), gate.reasons,
                      (double)gate.value[VANITY_GATE_SHARPNESS],
                      (double)gate.value[VANITY_GATE_MOUTH]);
      g_assert_cmphex (gate.reasons & faults[i].reason, ==, faults[i].reason);
      all |= faults[i].reason;
    }
  g_assert_cmphex (plain.reasons & all, ==, 0);
}

/* What a reason keeps back is kept back with it; what it does not is not. */
static void
test_withheld (void)
{
  VanityGate grey, dark;

  if (!assess_degraded (DEGRADE_GREY, &grey))
    return;
  assess_degraded (DEGRADE_DARK, &dark);
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    {
      g_assert_true (grey.skin[zone] & VANITY_GATE_GREY);
      g_assert_true (dark.skin[zone] & VANITY_GATE_DARK);
    }
  g_assert_true (grey.result[VANITY_GATE_SKIN_COLOR] & VANITY_GATE_GREY);
  g_assert_true (grey.result[VANITY_GATE_EYE_COLOR] & VANITY_GATE_GREY);
  g_assert_false (grey.result[VANITY_GATE_FACE_SHAPE] & VANITY_GATE_GREY);
  g_assert_false (grey.reasons & VANITY_GATE_COLOURED);
}

/* Every reason is told to someone, and nothing is kept back without one. */
static void
test_reasons (void)
{
  for (int i = 0; i < VANITY_GATE_N_REASONS; i++)
    {
      unsigned reason = 1u << i, kept = 0;
      VanityGate gate = { 0 };

      vanity_gate_add (&gate, reason);
      for (int zone = 0; zone < VANITY_N_ZONES; zone++)
        kept |= gate.skin[zone];
      for (int result = 0; result < VANITY_GATE_N_RESULTS; result++)
        kept |= gate.result[result];
      g_assert_cmphex (gate.reasons, ==, reason);
      /* What is covered is decided on by what is seen of it. */
      g_assert_cmphex (kept, ==, reason == VANITY_GATE_COVERED ? 0 : reason);
    }
}

/* A child is not scored, and colours and shapes are told all the same. */
static void
test_child (void)
{
  VanityGate gate = { 0 };

  vanity_gate_add (&gate, VANITY_GATE_CHILD);
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    g_assert_cmphex (gate.skin[zone], ==, VANITY_GATE_CHILD);
  for (int result = 0; result < VANITY_GATE_N_RESULTS; result++)
    g_assert_cmphex (gate.result[result], ==, 0);
}

/* A zone that is not seen is kept back by itself. */
static void
test_hidden (void)
{
  g_autoptr (VanityFace) face = g_new0 (VanityFace, 1);
  g_autoptr (VanityImage) image = new_portrait (face);
  g_autoptr (VanityTexture) texture = NULL;
  const VanityAtlas *atlas;
  const float *chin;
  VanityIlluminant light;
  VanityGate gate[2];

  if (image == NULL)
    return;
  texture = vanity_texture_new (image, face, VANITY_GRAIN_SIZE, VANITY_GLASSES_NONE, NULL);
  atlas = vanity_atlas_get (VANITY_GRAIN_SIZE, NULL);
  chin = vanity_zone_get_mask (atlas, VANITY_ZONE_CHIN);
  vanity_illuminant_init (&light);
  for (int hidden = 0; hidden < 2; hidden++)
    {
      for (int i = 0; hidden == 1 && i < VANITY_GRAIN_SIZE * VANITY_GRAIN_SIZE; i++)
        texture->visibility[i] *= chin[i] > 0 ? NOBODY : 1;
      g_assert_true (vanity_gate_assess (image, face, texture, &light, NULL, &gate[hidden], NULL));
    }
  g_assert_false (gate[0].skin[VANITY_ZONE_CHIN] & VANITY_GATE_COVERED);
  g_assert_true (gate[1].skin[VANITY_ZONE_CHIN] & VANITY_GATE_COVERED);
  g_assert_true (gate[1].reasons & VANITY_GATE_COVERED);
  g_assert_cmphex (gate[1].skin[VANITY_ZONE_FOREHEAD], ==, gate[0].skin[VANITY_ZONE_FOREHEAD]);
  /* Without what is worn nothing of it is known. */
  g_assert_true (isnan (gate[0].value[VANITY_GATE_MAKEUP]));
  g_assert_true (isnan (gate[0].value[VANITY_GATE_BEARDED]));
}

static void
test_worn (void)
{
  g_autoptr (VanityFace) face = g_new0 (VanityFace, 1);
  g_autoptr (VanityImage) image = new_portrait (face);
  VanityGate gate;
  VanityWorn worn;

  if (image == NULL)
    return;
  init_worn (&worn);
  worn.makeup[VANITY_WORN_WHOLE][VANITY_WORN_NONE] = 0.2f;
  worn.makeup[VANITY_WORN_WHOLE][VANITY_WORN_STRONG] = 0.8f;
  worn.beard = 0.9f;
  worn.sunglasses = worn.glasses = 0.9f;
  assess (image, face, &worn, &gate);
  g_assert_true (gate.reasons & VANITY_GATE_MADE_UP);
  g_assert_true (gate.skin[VANITY_ZONE_CHIN] & VANITY_GATE_BEARD);
  g_assert_false (gate.skin[VANITY_ZONE_FOREHEAD] & VANITY_GATE_BEARD);
  g_assert_true (gate.skin[VANITY_ZONE_UNDER_EYES] & VANITY_GATE_SUNGLASSES);
  g_assert_true (gate.result[VANITY_GATE_EYE_COLOR] & VANITY_GATE_SUNGLASSES);
}

/* ---- Words ---- */

static void
test_words (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = vanity_gate_dup_text (VANITY_GATE_BLURRED | VANITY_GATE_GREY);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (int i = 0; i < VANITY_GATE_N_REASONS; i++)
    {
      VanityGateReason reason = (VanityGateReason)(1u << i);

      g_assert_true (g_hash_table_add (ids, (gpointer)vanity_gate_reason_get_id (reason)));
      g_assert_true (g_str_has_suffix (vanity_gate_reason_get_label (reason), "."));
    }
  for (int i = 0; i < VANITY_GATE_N_RESULTS; i++)
    {
      g_assert_true (
          g_hash_table_add (ids, (gpointer)vanity_gate_result_get_id ((VanityGateResult)i)));
      g_assert_cmpstr (vanity_gate_result_get_label ((VanityGateResult)i), !=, "");
    }
  g_hash_table_remove_all (ids);
  for (int i = 0; i < VANITY_GATE_N_MEASURES; i++)
    {
      float low, high;

      g_assert_true (
          g_hash_table_add (ids, (gpointer)vanity_gate_measure_get_id ((VanityGateMeasure)i)));
      g_assert_cmpstr (vanity_gate_measure_get_label ((VanityGateMeasure)i), !=, "");
      g_assert_nonnull (vanity_gate_measure_get_unit ((VanityGateMeasure)i));
      vanity_gate_measure_get_range ((VanityGateMeasure)i, &low, &high);
      g_assert_cmpfloat (low, <, high);
    }
  for (int i = 0; i < VANITY_GATE_N_DIFFERENCES; i++)
    {
      VanityGateDifference difference = (VanityGateDifference)(1u << i);

      g_assert_nonnull (vanity_gate_difference_get_id (difference));
      g_assert_nonnull (vanity_gate_difference_get_label (difference));
    }
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_cmpstr (lines[0], ==, vanity_gate_reason_get_label (VANITY_GATE_GREY));
  g_assert_null (vanity_gate_dup_text (0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/gate/faults", test_faults);
  g_test_add_func ("/analysis/gate/withheld", test_withheld);
  g_test_add_func ("/analysis/gate/reasons", test_reasons);
  g_test_add_func ("/analysis/gate/child", test_child);
  g_test_add_func ("/analysis/gate/hidden", test_hidden);
  g_test_add_func ("/analysis/gate/worn", test_worn);
  g_test_add_func ("/analysis/gate/words", test_words);
  return g_test_run ();
}
