#include "recommend/recommender-private.h"

#include <string.h>

void
vanity_wish_init (VanityWish *wish)
{
  memset (wish, 0, sizeof *wish);
  vanity_query_init (&wish->query);
}

void
vanity_wish_clear (VanityWish *wish)
{
  vanity_query_clear (&wish->query);
  g_clear_pointer (&wish->look, vanity_look_unref);
}

void
vanity_proposal_free (gpointer data)
{
  VanityProposal *proposal = data;

  vanity_shade_unref (proposal->shade);
  g_ptr_array_unref (proposal->reasons);
  g_free (proposal);
}

void
vanity_proposal_group_free (gpointer data)
{
  VanityProposalGroup *group = data;

  g_free (group->title);
  g_free (group->note);
  g_ptr_array_unref (group->proposals);
  g_free (group);
}
