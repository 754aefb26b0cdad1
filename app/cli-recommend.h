/* What vanity-cli recommend tells, as text and as JSON. */
#pragma once

#include "cli.h"
#include "recommend/recommender.h"

G_BEGIN_DECLS

typedef struct
{
  const char *photo; /* display name, or NULL */
  int face;          /* counted from 1; 0 without a photo */
  const VanityPerson *person;
  const VanityLook *look;  /* or NULL */
  const char *why_no_skin; /* translated: why the photo does not tell the skin's colour; or NULL */
  GPtrArray *groups;       /* VanityProposalGroup */
} VanityAdvice;

/* Free with g_free (). */
char *vanity_advice_dup_text (const VanityAdvice *advice);
void vanity_advice_add_json (const VanityAdvice *advice, JsonBuilder *json);

G_END_DECLS
