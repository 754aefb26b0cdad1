#include "base/date.h"

#include <string.h>

gboolean
vanity_date_parse (const char *text, GDate *date)
{
  static const char shape[] = "dddd-dd-dd";
  guint number[3] = { 0 };
  int part = 0;

  if (strlen (text) != strlen (shape))
    return FALSE;
  for (int i = 0; shape[i] != '\0'; i++)
    if (shape[i] == '-' ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
    else if (shape[i] == '-')
      part++;
    else
      number[part] = number[part] * 10 + (guint)g_ascii_digit_value (text[i]);
  if (!g_date_valid_dmy ((GDateDay)number[2], (GDateMonth)number[1], (GDateYear)number[0]))
    return FALSE;
  if (date != NULL)
    {
      g_date_clear (date, 1);
      g_date_set_dmy (date, (GDateDay)number[2], (GDateMonth)number[1], (GDateYear)number[0]);
    }
  return TRUE;
}
