#include "feed/values.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK (64 << 10)

typedef enum
{
  AT_START, /* before a root value */
  IN_ARRAY, /* of the root */
  IN_OBJECT,
  IN_LIST, /* a named array of the root object */
} Place;

struct _VanityFeedValues
{
  VanityFeedInput *input;
  const char *const *lists;
  gboolean lines;

  char chunk[CHUNK];
  gsize at, end;
  gint64 line;
  Place place;

  GString *value;
  gboolean too_long, too_deep;
  GString *rest; /* of the root object: `"name":value,` of every member that is no list */
  gint64 rest_line;
  gboolean rest_too_long;
  JsonParser *parser;
};

VanityFeedValues *
vanity_feed_values_new (VanityFeedInput *input, const char *const *lists, gboolean lines)
{
  VanityFeedValues *values = g_new0 (VanityFeedValues, 1);

  values->input = input;
  values->lists = lists;
  values->lines = lines;
  values->line = 1;
  values->value = g_string_new (NULL);
  values->rest = g_string_new (NULL);
  values->parser = json_parser_new_immutable ();
  return values;
}

void
vanity_feed_values_free (VanityFeedValues *values)
{
  if (!values)
    return;
  g_string_free (values->value, TRUE);
  g_string_free (values->rest, TRUE);
  g_object_unref (values->parser);
  g_free (values);
}

/* The next character, still to be taken; −1 at the end, −2 on an error. */
static int
look (VanityFeedValues *values, GError **error)
{
  if (values->at == values->end)
    {
      gssize n = vanity_feed_input_read (values->input, values->chunk, CHUNK, error);
      if (n <= 0)
        return n < 0 ? -2 : -1;
      values->at = 0;
      values->end = (gsize)n;
    }
  return (guint8)values->chunk[values->at];
}

static void
take (VanityFeedValues *values)
{
  values->line += values->chunk[values->at++] == '\n';
}

/* Beyond blanks and commas. */
static int
look_beyond (VanityFeedValues *values, gboolean commas, GError **error)
{
  int c;

  while ((c = look (values, error)) >= 0 && (g_ascii_isspace (c) || (commas && c == ',')))
    take (values);
  return c;
}

/* What follows the nesting of brackets, one character after the other. */
typedef struct
{
  char stack[VANITY_FEED_MAX_DEPTH]; /* the brackets that are open */
  int depth;
  gboolean in_string, escaped, after_line, too_deep;
} Nesting;

/* A string does not go beyond its line. Where one seems to, and the next line begins as JSON does,
 * its closing quote is missing; otherwise its text was written with real ends of lines. */
static void
heed_line_end (Nesting *nesting, char c)
{
  if (!nesting->after_line || g_ascii_isspace (c))
    return;
  nesting->after_line = FALSE;
  if (c == '"' || c == '}' || c == ']')
    nesting->in_string = FALSE;
}

static void
close_bracket (Nesting *nesting, char open)
{
  if (nesting->depth > VANITY_FEED_MAX_DEPTH)
    {
      nesting->depth--;
      return;
    }
  /* A bracket that closes nothing ends what is open inside of its other half. */
  int at = nesting->depth - 1;
  while (at >= 0 && nesting->stack[at] != open)
    at--;
  nesting->depth = at >= 0 ? at : nesting->depth;
}

static void
follow (Nesting *nesting, char c)
{
  if (nesting->in_string)
    {
      heed_line_end (nesting, c);
      if (nesting->in_string)
        {
          if (c == '\n')
            nesting->after_line = TRUE;
          if (nesting->escaped)
            nesting->escaped = FALSE;
          else if (c == '\\')
            nesting->escaped = TRUE;
          else if (c == '"')
            nesting->in_string = nesting->after_line = FALSE;
          return;
        }
    }
  if (c == '"')
    {
      nesting->in_string = TRUE;
      nesting->escaped = nesting->after_line = FALSE;
    }
  else if (c == '{' || c == '[')
    {
      if (nesting->depth < VANITY_FEED_MAX_DEPTH)
        nesting->stack[nesting->depth] = c;
      else
        nesting->too_deep = TRUE;
      nesting->depth++;
    }
  else if (c == '}' || c == ']')
    close_bracket (nesting, c == '}' ? '{' : '[');
}

static void
store (VanityFeedValues *values, char c)
{
  if (values->value->len < VANITY_FEED_MAX_VALUE)
    g_string_append_c (values->value, c);
  else
    values->too_long = TRUE;
}

static void
begin_value (VanityFeedValues *values)
{
  g_string_truncate (values->value, 0);
  values->too_long = values->too_deep = FALSE;
}

/* One value into values->value. 1, 0 where the file ends inside, −1 on an error. */
static int
scan_value (VanityFeedValues *values, GError **error)
{
  Nesting nesting = { 0 };
  int c;

  begin_value (values);
  while ((c = look (values, error)) >= 0)
    {
      gboolean was_string = nesting.in_string;

      /* A number or a word. */
      if (nesting.depth == 0 && !nesting.in_string && values->value->len > 0
          && (c == ',' || c == ']' || c == '}' || c == ':' || g_ascii_isspace (c)))
        break;
      follow (&nesting, (char)c);
      values->too_deep |= nesting.too_deep;
      store (values, was_string && g_ascii_isspace (c) ? ' ' : (char)c);
      take (values);
      if (nesting.depth == 0 && !nesting.in_string
          && (c == '}' || c == ']' || (was_string && c == '"')))
        return 1;
    }
  if (c == -2)
    return -1;
  return c >= 0 && values->value->len > 0 ? 1 : 0;
}

static VanityFeedValueState
judge (VanityFeedValues *values, JsonNode **node)
{
  if (values->too_long)
    return VANITY_FEED_VALUE_TOO_LONG;
  if (values->too_deep)
    return VANITY_FEED_VALUE_TOO_DEEP;
  if (!json_parser_load_from_data (values->parser, values->value->str, (gssize)values->value->len,
                                   NULL))
    return VANITY_FEED_VALUE_BAD;
  *node = json_parser_get_root (values->parser);
  return *node ? VANITY_FEED_VALUE_GOOD : VANITY_FEED_VALUE_BAD;
}

static VanityFeedValueState
next_line (VanityFeedValues *values, JsonNode **node, gint64 *line, GError **error)
{
  Nesting nesting = { 0 };
  int c = look_beyond (values, FALSE, error);

  *line = values->line;
  begin_value (values);
  for (; c >= 0; c = look (values, error))
    {
      if (c == '\n')
        break;
      follow (&nesting, (char)c);
      values->too_deep |= nesting.too_deep;
      store (values, (char)c);
      take (values);
    }
  if (c == -2)
    return VANITY_FEED_VALUE_ERROR;
  if (values->value->len == 0)
    return VANITY_FEED_VALUE_END;
  return judge (values, node);
}

static VanityFeedValueState
break_off (VanityFeedValues *values, GError **error)
{
  if (error && !*error)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                 _ ("“%s” ends in the middle of line %lld"),
                 vanity_feed_input_get_name (values->input), (long long)values->line);
  return VANITY_FEED_VALUE_ERROR;
}

/* A member of the root object. TRUE where it is one of the lists, which is then entered. */
static gboolean
read_member (VanityFeedValues *values, gboolean *ends, GError **error)
{
  g_autofree char *key = NULL;

  *ends = TRUE;
  if (scan_value (values, error) <= 0)
    return FALSE;
  key = g_strndup (values->value->str, values->value->len);
  if (look_beyond (values, FALSE, error) != ':')
    {
      /* No member: left out. */
      *ends = FALSE;
      return FALSE;
    }
  take (values);

  int c = look_beyond (values, FALSE, error);
  gsize size = strlen (key);
  if (c == '[' && values->lists && size > 2)
    for (int i = 0; values->lists[i]; i++)
      if (strlen (values->lists[i]) == size - 2
          && strncmp (key + 1, values->lists[i], size - 2) == 0)
        {
          take (values);
          *ends = FALSE;
          return TRUE;
        }
  if (c < 0 || scan_value (values, error) <= 0)
    return FALSE;
  *ends = FALSE;
  if (values->too_long || values->too_deep
      || values->rest->len + values->value->len + size > VANITY_FEED_MAX_VALUE)
    values->rest_too_long = TRUE;
  else
    g_string_append_printf (values->rest, "%s:%s,", key, values->value->str);
  return FALSE;
}

static VanityFeedValueState
give_rest (VanityFeedValues *values, JsonNode **node, gint64 *line)
{
  *line = values->rest_line;
  begin_value (values);
  values->too_long = values->rest_too_long;
  g_string_append_c (values->value, '{');
  if (values->rest->len > 0)
    g_string_append_len (values->value, values->rest->str, (gssize)values->rest->len - 1);
  g_string_append_c (values->value, '}');
  g_string_truncate (values->rest, 0);
  values->rest_too_long = FALSE;
  return judge (values, node);
}

VanityFeedValueState
vanity_feed_values_next (VanityFeedValues *values, JsonNode **node, gint64 *line, GError **error)
{
  GError *local = NULL;

  *node = NULL;
  if (!error)
    error = &local;
  if (values->lines)
    {
      VanityFeedValueState state = next_line (values, node, line, error);
      g_clear_error (&local);
      return state;
    }
  while (TRUE)
    {
      int c = look_beyond (values, TRUE, error);

      *line = values->line;
      if (c == -2)
        break;
      if (c == -1 && values->place == AT_START)
        return VANITY_FEED_VALUE_END;
      if (c == -1)
        break;
      if (values->place == AT_START && (c == '[' || c == '{'))
        {
          values->place = c == '[' ? IN_ARRAY : IN_OBJECT;
          values->rest_line = values->line;
          take (values);
        }
      else if (values->place == IN_ARRAY && c == ']')
        {
          values->place = AT_START;
          take (values);
        }
      else if (values->place == IN_LIST && c == ']')
        {
          values->place = IN_OBJECT;
          take (values);
        }
      else if (values->place == IN_OBJECT && c == '}')
        {
          values->place = AT_START;
          take (values);
          if (values->rest->len > 0 || values->rest_too_long)
            return give_rest (values, node, line);
        }
      else if (values->place == IN_OBJECT)
        {
          gboolean ends;

          if (read_member (values, &ends, error))
            values->place = IN_LIST;
          else if (ends)
            break;
        }
      else if (c == '}' || c == ']' || c == ':')
        take (values); /* closes nothing */
      else
        {
          int got = scan_value (values, error);

          if (got <= 0)
            break;
          return judge (values, node);
        }
    }
  g_clear_error (&local);
  return break_off (values, error == &local ? NULL : error);
}

const char *
vanity_feed_values_get_excerpt (VanityFeedValues *values)
{
  return values->value->str;
}

JsonNode *
vanity_feed_value_parse (const char *text, gsize size, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) value = g_string_sized_new (size);
  Nesting nesting = { 0 };
  JsonNode *root = NULL;

  for (gsize i = 0; i < size; i++)
    {
      gboolean was_string = nesting.in_string;

      follow (&nesting, text[i]);
      g_string_append_c (value, was_string && g_ascii_isspace (text[i]) ? ' ' : text[i]);
    }
  if (nesting.too_deep)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("a value is nested more deeply than %d times"), VANITY_FEED_MAX_DEPTH);
      return NULL;
    }
  if (json_parser_load_from_data (parser, value->str, (gssize)value->len, error))
    root = json_parser_steal_root (parser);
  else if (error && *error)
    {
      g_clear_error (error);
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("this is no JSON"));
    }
  if (!root && error && !*error)
    g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("this is no JSON"));
  return root;
}
