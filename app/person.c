#include "app/person.h"

#include "recommend/bag.h"

void
vanity_person_take_analysis (VanityPerson *person, const VanityAnalysis *analysis)
{
  person->skin_known = vanity_analysis_has (analysis, VANITY_ANALYSIS_SKIN) && analysis->skin.known;
  if (person->skin_known)
    person->skin = analysis->skin;
  person->colors_known = vanity_analysis_has (analysis, VANITY_ANALYSIS_COLORS);
  if (person->colors_known)
    person->colors = analysis->colors;
  if (vanity_analysis_has (analysis, VANITY_ANALYSIS_CONCERNS))
    for (int i = 0; i < VANITY_N_CONCERNS; i++)
      person->concern[i] = analysis->concerns->score[i];
}

gboolean
vanity_person_take_owned (VanityPerson *person, VanityTaste *taste, GError **error)
{
  g_autoptr (GPtrArray) bag = vanity_bag_list (taste, error);

  if (bag == NULL)
    return FALSE;

  for (guint i = 0; i < bag->len; i++)
    {
      const VanityBagItem *item = g_ptr_array_index (bag, i);
      VanityShadeState state;

      if (item->shade->category != VANITY_CATEGORY_FOUNDATION || !item->shade->has_color)
        continue;
      if (!vanity_taste_get_state (taste, item->shade->uid, &state, error))
        return FALSE;
      if (!state.wrong)
        {
          vanity_person_set_owned (person, item->shade);
          return TRUE;
        }
    }

  return TRUE;
}
