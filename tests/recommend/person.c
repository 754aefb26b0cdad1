/* Whose skin: of a photo, of a foundation that fits, of both. */
#include "recommend/person.h"

#include "made-shade.h"

#include <math.h>
#include <string.h>

static void
photograph (VanityPerson *person, VanityLab lab, double spread_lightness, double spread)
{
  const double covariance[3][3] = { { spread_lightness * spread_lightness, 0, 0 },
                                    { 0, spread * spread, 0 },
                                    { 0, 0, spread * spread } };

  person->skin_known = person->skin.known = TRUE;
  person->skin.lab = lab;
  memcpy (person->skin.covariance, covariance, sizeof covariance);
  vanity_undertone_judge (lab, covariance, person->skin.undertone);
}

static double
sum_undertones (const VanitySkinEstimate *skin)
{
  double sum = 0;

  for (int u = 0; u < VANITY_N_UNDERTONES; u++)
    sum += (double)skin->undertone[u];
  return sum;
}

static void
test_nothing (void)
{
  g_auto (VanityPerson) person = { 0 };
  VanitySkinEstimate skin;
  double apart;

  vanity_person_init (&person);
  vanity_person_estimate_skin (&person, &skin, &apart);
  g_assert_cmpint (skin.source, ==, VANITY_SKIN_FROM_NOTHING);
  g_assert_true (isnan (apart));
  vanity_person_estimate_skin (NULL, &skin, NULL);
  g_assert_cmpint (skin.source, ==, VANITY_SKIN_FROM_NOTHING);
  g_assert_cmpfloat ((double)person.concern[VANITY_CONCERN_SHINE], ==, -1);
}

/* A colour that is certain is taken as it is; a photo's is taken for a swatch lighter and yellower,
 * the more so the less certain it is, and deeper skins stay deeper. */
static void
test_photo (void)
{
  VanityLab lab = { 64, 13, 14 };
  g_auto (VanityPerson) person = { 0 };
  VanitySkinEstimate exact, sharp, blurred;
  float before = 0;

  vanity_person_init (&person);
  photograph (&person, lab, 0, 0);
  vanity_person_estimate_skin (&person, &exact, NULL);
  g_assert_cmpint (exact.source, ==, VANITY_SKIN_FROM_PHOTO);
  g_assert_cmpfloat (vanity_lab_delta_e2000 (exact.lab, lab), <, 1e-3);
  photograph (&person, lab, 3, 1);
  vanity_person_estimate_skin (&person, &sharp, NULL);
  photograph (&person, lab, 8, 5);
  vanity_person_estimate_skin (&person, &blurred, NULL);
  g_assert_cmpfloat ((double)sharp.lab.b, >, (double)lab.b);
  g_assert_cmpfloat ((double)blurred.lab.b, >, (double)sharp.lab.b);
  g_assert_cmpfloat ((double)blurred.lab.L, >, (double)sharp.lab.L);
  g_assert_cmpfloat_with_epsilon (sum_undertones (&blurred), 1, 1e-5);
  for (int L = 15; L <= 85; L += 5)
    {
      photograph (&person, (VanityLab){ (float)L, 12, 14 }, 8, 4);
      vanity_person_estimate_skin (&person, &blurred, NULL);
      g_assert_cmpfloat ((double)blurred.lab.L, >, (double)before);
      g_assert_cmpfloat ((double)blurred.lab.L, >=, L - 0.01);
      before = blurred.lab.L;
    }
}

/* Without a photo: the colour of the foundation, and its label before its hue. */
static void
test_owned (void)
{
  static const VanityUndertoneLabel labels[]
      = { VANITY_UNDERTONE_LABEL_COOL, VANITY_UNDERTONE_LABEL_WARM };
  static const VanityUndertone undertones[] = { VANITY_UNDERTONE_COOL, VANITY_UNDERTONE_WARM };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr (VanityShade) shade
          = made_shade ("A", "Nº 2", VANITY_CATEGORY_FOUNDATION, 0xd2a583);
      g_auto (VanityPerson) person = { 0 };
      VanitySkinEstimate skin;

      shade->undertone = labels[i];
      vanity_person_init (&person);
      vanity_person_set_owned (&person, shade);
      vanity_person_estimate_skin (&person, &skin, NULL);
      g_assert_cmpint (skin.source, ==, VANITY_SKIN_FROM_OWNED);
      g_assert_cmpfloat (vanity_lab_delta_e2000 (skin.lab, shade->lab), <, 1e-6);
      g_assert_cmpfloat ((double)skin.undertone[undertones[i]], >, 0.7);
      g_assert_cmpfloat_with_epsilon (sum_undertones (&skin), 1, 1e-5);
    }
}

/* Both: between the two, nearer to the surer one, and surer than either. */
static void
test_both (void)
{
  g_auto (VanityPerson) person = { 0 };
  g_auto (VanityPerson) copy = { 0 };
  VanitySkinEstimate photo, owned, both;
  double apart;

  vanity_person_init (&person);
  vanity_person_set_owned_color (&person, 0xd2a583);
  vanity_person_estimate_skin (&person, &owned, NULL);
  photograph (&person, (VanityLab){ 55, 14, 16 }, 9, 4);
  vanity_person_copy (&copy, &person);
  vanity_person_estimate_skin (&copy, &both, &apart);
  g_assert_cmpint (both.source, ==, VANITY_SKIN_FROM_BOTH);
  vanity_person_set_owned (&person, NULL);
  vanity_person_estimate_skin (&person, &photo, NULL);
  g_assert_cmpfloat_with_epsilon (apart, vanity_lab_delta_e2000 (photo.lab, owned.lab), 1e-6);
  g_assert_cmpfloat (vanity_lab_delta_e2000 (both.lab, owned.lab), <,
                     0.3 * vanity_lab_delta_e2000 (both.lab, photo.lab));
  g_assert_cmpfloat (vanity_lab_delta_e2000 (both.lab, owned.lab), >, 0);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat (both.covariance[i][i], <,
                       MIN (photo.covariance[i][i], owned.covariance[i][i]));
  g_assert_cmpfloat_with_epsilon (sum_undertones (&both), 1, 1e-5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/person/nothing", test_nothing);
  g_test_add_func ("/recommend/person/photo", test_photo);
  g_test_add_func ("/recommend/person/owned", test_owned);
  g_test_add_func ("/recommend/person/both", test_both);
  return g_test_run ();
}
