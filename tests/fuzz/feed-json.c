/* Bytes as each of the kinds of JSON that products come in. */
#include "feed.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_feed (
      data, size,
      (const VanityFeedFormat *const[]){ &vanity_feed_json_ld, &vanity_feed_beauty_facts_jsonl,
                                         &vanity_feed_makeup_api, &vanity_feed_series_json, NULL });
  return 0;
}
