#include "features/trait.h"

#include <glib/gi18n-lib.h>

/* The words for the classes have the trait's id as their context: faces and eyes are round in
 * different words of many languages. */
/* clang-format off */
const VanityTraitModel vanity_trait_models[VANITY_N_TRAITS] = {
  [VANITY_TRAIT_FACE_SHAPE] = {
    "face-shape", N_ ("Face shape"), VANITY_N_FACE_SHAPES,
    { "oval", "round", "square", "heart", "oblong", "diamond" },
    { NC_ ("face-shape", "Oval"), NC_ ("face-shape", "Round"), NC_ ("face-shape", "Square"),
      NC_ ("face-shape", "Heart"), NC_ ("face-shape", "Oblong"), NC_ ("face-shape", "Diamond") },
    6,
    {                                           /* oval round square heart oblong diamond */
      { VANITY_MEASURE_FACE_LENGTH, 1.0f,        { 0.3f, -1.1f, -0.5f, 0.0f, 1.5f, 0.1f } },
      { VANITY_MEASURE_JAW_WIDTH, 1.0f,          { -0.1f, 0.2f, 1.2f, -0.9f, 0.1f, -0.7f } },
      { VANITY_MEASURE_FOREHEAD_WIDTH, 0.8f,     { 0.1f, 0.0f, 0.3f, 0.8f, 0.1f, -1.1f } },
      { VANITY_MEASURE_CHIN_WIDTH, 0.6f,         { -0.1f, 0.3f, 0.9f, -0.9f, 0.0f, -0.7f } },
      { VANITY_MEASURE_JAW_ANGLE, 0.5f,          { 0.2f, 0.7f, -0.9f, 0.2f, -0.1f, 0.1f } },
      { VANITY_MEASURE_CHIN_ROUNDNESS, 0.4f,     { 0.0f, 0.4f, 0.8f, -0.8f, 0.1f, -0.5f } },
    },
    FALSE, 0, 0,
    { 0.18f, 0.17f, 0.15f, 0.15f, 0.17f, 0.18f },
  },
  [VANITY_TRAIT_EYE_SHAPE] = {
    "eye-shape", N_ ("Eye shape"), VANITY_N_EYE_SHAPES,
    { "almond", "round", "hooded", "monolid" },
    { NC_ ("eye-shape", "Almond"), NC_ ("eye-shape", "Round"), NC_ ("eye-shape", "Hooded"),
      NC_ ("eye-shape", "Monolid") },
    3,
    {                                           /* almond round hooded monolid */
      { VANITY_MEASURE_EYE_OPENNESS, 1.2f,       { -0.2f, 1.4f, -0.7f, -0.9f } },
      { VANITY_MEASURE_EYE_LID, 0.8f,            { -0.1f, 0.1f, -1.3f, 1.2f } },
      { VANITY_MEASURE_BROW_HEIGHT, 0.6f,        { 0.0f, 0.1f, -1.2f, 0.9f } },
    },
    FALSE, 0, 0,
    { 0.32f, 0.2f, 0.28f, 0.2f },
  },
  [VANITY_TRAIT_EYE_TILT] = {
    "eye-tilt", N_ ("Tilt of the eyes"), 3,
    { "downturned", "level", "upturned" },
    { NC_ ("eye-tilt", "Downturned"), NC_ ("eye-tilt", "Level"), NC_ ("eye-tilt", "Upturned") },
    1, { { VANITY_MEASURE_EYE_TILT, 1, { 0 } } },
    TRUE, -1.1f, 1.0f, { 0 },
  },
  [VANITY_TRAIT_EYE_SET] = {
    "eye-set", N_ ("Distance of the eyes"), 3,
    { "close-set", "average", "wide-set" },
    { NC_ ("eye-set", "Close-set"), NC_ ("eye-set", "Average"), NC_ ("eye-set", "Wide-set") },
    3,
    { { VANITY_MEASURE_PUPILS, 0.5f, { 0 } },
      { VANITY_MEASURE_EYE_SPACING, 0.4f, { 0 } },
      { VANITY_MEASURE_MIDDLE_FIFTH, 0.3f, { 0 } } },
    TRUE, -0.9f, 0.9f, { 0 },
  },
  [VANITY_TRAIT_BROW_SHAPE] = {
    "brow-shape", N_ ("Brow shape"), VANITY_N_BROW_SHAPES,
    { "straight", "soft-arch", "high-arch", "rounded" },
    { NC_ ("brow-shape", "Straight"), NC_ ("brow-shape", "Softly arched"),
      NC_ ("brow-shape", "Highly arched"), NC_ ("brow-shape", "Rounded") },
    3,
    {                                           /* straight soft high rounded */
      { VANITY_MEASURE_BROW_ARCH, 1.2f,          { -1.2f, 0.0f, 1.2f, 0.6f } },
      { VANITY_MEASURE_BROW_PEAK, 0.6f,          { 0.2f, 0.1f, 0.7f, -1.1f } },
      { VANITY_MEASURE_BROW_ROUNDNESS, 0.6f,     { 0.0f, 0.0f, -0.7f, 1.0f } },
    },
    FALSE, 0, 0,
    { 0.25f, 0.3f, 0.22f, 0.23f },
  },
  [VANITY_TRAIT_LIP_FULLNESS] = {
    "lip-fullness", N_ ("Fullness of the lips"), 3,
    { "thin", "medium", "full" },
    { NC_ ("lip-fullness", "Thin"), NC_ ("lip-fullness", "Medium"), NC_ ("lip-fullness", "Full") },
    1, { { VANITY_MEASURE_LIP_HEIGHT, 1, { 0 } } },
    TRUE, -0.8f, 0.8f, { 0 },
  },
  [VANITY_TRAIT_LIP_WIDTH] = {
    "lip-width", N_ ("Width of the lips"), 3,
    { "narrow", "medium", "wide" },
    { NC_ ("lip-width", "Narrow"), NC_ ("lip-width", "Medium"), NC_ ("lip-width", "Wide") },
    1, { { VANITY_MEASURE_LIP_WIDTH, 1, { 0 } } },
    TRUE, -0.9f, 0.9f, { 0 },
  },
  [VANITY_TRAIT_LIP_BALANCE] = {
    "lip-balance", N_ ("Upper and lower lip"), 3,
    { "bottom-heavy", "balanced", "top-heavy" },
    { NC_ ("lip-balance", "Fuller lower lip"), NC_ ("lip-balance", "Balanced"),
      NC_ ("lip-balance", "Fuller upper lip") },
    1, { { VANITY_MEASURE_LIP_RATIO, 1, { 0 } } },
    TRUE, -0.9f, 0.9f, { 0 },
  },
  [VANITY_TRAIT_LIP_BOW] = {
    "lip-bow", N_ ("Cupid’s bow"), 3,
    { "flat", "soft", "marked" },
    { NC_ ("lip-bow", "Flat"), NC_ ("lip-bow", "Soft"), NC_ ("lip-bow", "Marked") },
    1, { { VANITY_MEASURE_LIP_BOW, 1, { 0 } } },
    TRUE, -0.9f, 0.9f, { 0 },
  },
  [VANITY_TRAIT_LIP_CORNERS] = {
    "lip-corners", N_ ("Corners of the mouth"), 3,
    { "downturned", "level", "upturned" },
    { NC_ ("lip-corners", "Downturned"), NC_ ("lip-corners", "Level"),
      NC_ ("lip-corners", "Upturned") },
    1, { { VANITY_MEASURE_LIP_CORNERS, 1, { 0 } } },
    TRUE, -0.9f, 0.9f, { 0 },
  },
};
/* clang-format on */

int
vanity_trait_get_n_classes (VanityTraitId id)
{
  return vanity_trait_models[id].n_classes;
}

const char *
vanity_trait_get_id (VanityTraitId id)
{
  return vanity_trait_models[id].id;
}

const char *
vanity_trait_get_label (VanityTraitId id)
{
  return g_dgettext (GETTEXT_PACKAGE, vanity_trait_models[id].label);
}

const char *
vanity_trait_get_class_id (VanityTraitId id, int class)
{
  g_return_val_if_fail (class >= 0 && class < vanity_trait_models[id].n_classes, NULL);
  return vanity_trait_models[id].class_id[class];
}

const char *
vanity_trait_get_class_label (VanityTraitId id, int class)
{
  g_return_val_if_fail (class >= 0 && class < vanity_trait_models[id].n_classes, NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, vanity_trait_models[id].id,
                       vanity_trait_models[id].class_label[class]);
}

const VanityMeasureId *
vanity_trait_get_measures (VanityTraitId id, int *n_measures)
{
  static VanityMeasureId ids[VANITY_N_TRAITS][VANITY_TRAIT_MAX_MEASURES];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (int t = 0; t < VANITY_N_TRAITS; t++)
        for (int k = 0; k < vanity_trait_models[t].n_measures; k++)
          ids[t][k] = vanity_trait_models[t].measures[k].id;
      g_once_init_leave (&ready, 1);
    }
  *n_measures = vanity_trait_models[id].n_measures;
  return ids[id];
}
