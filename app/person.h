/* Whom products are proposed to: out of the analysis of a face, and of what a person owns. */
#pragma once

#include "analysis/analysis.h"
#include "recommend/person.h"
#include "recommend/taste.h"

G_BEGIN_DECLS

/* Puts what was found into `person`, which is initialised. What is withheld stays unknown. */
void vanity_person_take_analysis (VanityPerson *person, const VanityAnalysis *analysis);

/* The foundation that was put into the bag last, has a colour and was not the wrong shade; without
 * one, `person` stays as it is. */
gboolean vanity_person_take_owned (VanityPerson *person, VanityTaste *taste, GError **error);

G_END_DECLS
