import './account-ended.ts'
import './account-not-as-planned.ts'
import './account-hours-ahead.ts'
